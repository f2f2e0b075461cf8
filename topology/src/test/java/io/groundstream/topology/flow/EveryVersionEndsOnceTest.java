package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Version;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whatever happens in whatever order, every version of an image ends exactly once, and the
 * projections show the newest version alone, or nothing if the image was deleted.
 */
class EveryVersionEndsOnceTest {
    private static final Duration LONG = Duration.ofHours(25);

    @Property(tries = 60, seed = "20260101")
    void inAnyOrderOfEvents(@ForAll("histories") List<Action> history) {
        play(history);
    }

    @Tag("proof")
    @Property(tries = 3_000)
    void inAnyOrderOfEventsManyTimes(@ForAll("histories") List<Action> history) {
        play(history);
    }

    private static void play(List<Action> history) {
        try (var driver = new Driver()) {
            var world = new World(driver);
            history.forEach(world::act);
            driver.resultsRead = true;
            driver.log.answers = true;
            // whatever is left is asked for again until it is given up, or expires
            for (int i = 0; i < 4; i++) {
                driver.leap(LONG);
            }
            world.check();
        }
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        var image = Arbitraries.of("a", "b", "c");
        var any = Arbitraries.integers().between(0, 1_000);
        return Arbitraries.<Action>frequencyOf(
                        Tuple.of(6, Combinators.combine(image, any).as(Publish::new)),
                        Tuple.of(1, image.map(Garbage::new)),
                        Tuple.of(2, image.map(Delete::new)),
                        Tuple.of(6, any.map(Generate::new)),
                        Tuple.of(
                                5,
                                Combinators.combine(any, Arbitraries.of(true, true, false))
                                        .as(Fail::new)),
                        Tuple.of(3, Arbitraries.integers().between(1, 200).map(Wait::new)),
                        Tuple.of(1, Arbitraries.of(true, false).map(Read::new)),
                        Tuple.of(1, Arbitraries.of(true, false).map(Reread::new)))
                .list()
                .ofMaxSize(40);
    }

    /** One thing that happens. */
    sealed interface Action {}

    /** The variant chooses lane, deadline and kind of content. */
    record Publish(String image, int variant) implements Action {}

    record Garbage(String image) implements Action {}

    record Delete(String image) implements Action {}

    /** Answers any of the requests so far, the newest and the oldest, answered or not. */
    record Generate(int which) implements Action {}

    record Fail(int which, boolean retryable) implements Action {}

    record Wait(int seconds) implements Action {}

    /** Whether the results have been read to the end that was seen at the start. */
    record Read(boolean done) implements Action {}

    /** Whether images can be read again. */
    record Reread(boolean works) implements Action {}

    /** What was published, to compare with what comes out. */
    private static final class World {
        private final Driver driver;
        private final List<Version> versions = new ArrayList<>();
        private final Map<String, Version> newest = new HashMap<>();

        World(Driver driver) {
            this.driver = driver;
        }

        void act(Action action) {
            switch (action) {
                case Publish(var image, var variant) -> publish(image, variant);
                case Garbage(var image) ->
                        published(image, driver.publish(image, new byte[] {1, 2, 3, 4, 5, 6}));
                case Delete(var image) -> {
                    driver.publish(image, (byte[]) null);
                    newest.remove(image);
                }
                case Generate(var which) ->
                        answer(which, request -> Sample.generated(request.getVersion().toString()));
                case Fail(var which, var retryable) ->
                        answer(which, _ -> Sample.failed(FailureCode.FETCH, retryable));
                case Wait(var seconds) -> driver.advance(Duration.ofSeconds(seconds));
                case Read(var done) -> driver.resultsRead = done;
                case Reread(var works) -> driver.log.answers = works;
            }
        }

        void check() {
            var ended = new ArrayList<Version>();
            driver.annotations().forEach(annotation -> ended.add(annotation.getVersion()));
            driver.letters().forEach(letter -> ended.add(letter.getOrigin().getVersion()));

            assertThat(ended).doesNotHaveDuplicates();
            assertThat(driver.annotations())
                    .allSatisfy(
                            annotation ->
                                    assertThat(annotation.getResults().getFirst().getText())
                                            .isEqualTo(annotation.getVersion().toString()));
            assertThat(ended).isSubsetOf(versions);
            assertThat(driver.counted("annotated")).isEqualTo(driver.annotations().size());
            assertThat(driver.counted("dead_lettered")).isEqualTo(driver.letters().size());
            assertThat(ended.size() + driver.counted("superseded") + driver.counted("deleted"))
                    .isEqualTo(versions.size());
            assertThat(driver.inFlight()).isZero();
            assertThat(driver.due()).isZero();
            assertThat(shown()).isEqualTo(newest);
        }

        /** Compaction's view: at most one of annotation and dead letter an image. */
        private Map<String, Version> shown() {
            var annotated = driver.compacted(Driver.TOPICS.annotations());
            var dead = driver.compacted(Driver.TOPICS.deadLetters());
            assertThat(annotated).noneMatch(dead::contains);
            var shown = new HashMap<String, Version>();
            for (Annotation annotation : driver.annotations()) {
                if (annotated.contains(annotation.getImageId())) {
                    shown.put(annotation.getImageId(), annotation.getVersion());
                }
            }
            for (DeadLetter letter : driver.letters()) {
                if (dead.contains(letter.getImageId())) {
                    shown.put(letter.getImageId(), letter.getOrigin().getVersion());
                }
            }
            return shown;
        }

        private void publish(String image, int variant) {
            var event = variant % 3 == 0 ? Sample.reference(image) : Sample.inline(image);
            event.setLane(variant % 5 == 0 ? Lane.BULK : Lane.INTERACTIVE);
            if (variant % 4 == 0) {
                event.setDeadline(Driver.START.plusSeconds(variant));
            }
            published(image, driver.publish(event.build()));
        }

        private void published(String image, Version version) {
            versions.add(version);
            newest.put(image, version);
        }

        private void answer(int which, Function<InferenceRequest, Object> outcome) {
            var requests =
                    Stream.of(Lane.values())
                            .flatMap(lane -> driver.requests(lane).stream())
                            .toList();
            if (!requests.isEmpty()) {
                InferenceRequest request = requests.get(which % requests.size());
                driver.answer(request, outcome.apply(request));
            }
        }
    }
}
