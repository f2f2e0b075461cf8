package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Timings;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whatever happens in whatever order, every version of an image ends exactly once, and the
 * projections show the newest version alone, or nothing if the image was deleted. What is shown was
 * made of that version's own picture, and the same work is never under way twice in one lane.
 */
class EveryVersionEndsOnceTest {
    private static final Duration LONG = Duration.ofHours(25);

    @Property(tries = 100, seed = "20260101")
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
            driver.isCarrying = true;
            // whatever is left is asked for again until it is given up, or expires
            for (int i = 0; i < 4; i++) {
                driver.leap(LONG);
            }
            world.check();
        }
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        var image = Arbitraries.of("a", "b", "c", "d");
        var any = Arbitraries.integers().between(0, 1_000);
        var few = Arbitraries.integers().between(1, 5);
        return Arbitraries.<Action>frequencyOf(
                        Tuple.of(9, Combinators.combine(image, any).as(Publish::new)),
                        Tuple.of(1, image.map(Garbage::new)),
                        Tuple.of(2, image.map(Delete::new)),
                        Tuple.of(
                                6,
                                Combinators.combine(any, Arbitraries.of(true, true, false))
                                        .as(Generate::new)),
                        Tuple.of(
                                5,
                                Combinators.combine(any, Arbitraries.of(Failure.values()))
                                        .as(Fail::new)),
                        Tuple.of(3, Arbitraries.integers().between(1, 200).map(Wait::new)),
                        Tuple.of(1, Arbitraries.integers().between(1, 30).map(Jump::new)),
                        Tuple.of(1, Arbitraries.of(true, false).map(Read::new)),
                        Tuple.of(1, Arbitraries.of(true, false).map(Reread::new)),
                        Tuple.of(1, Arbitraries.just(new Compact())),
                        Tuple.of(2, Arbitraries.of(true, true, false).map(Hold::new)),
                        Tuple.of(3, few.map(CarryClaims::new)),
                        Tuple.of(3, few.map(CarryAnswers::new)))
                .list()
                .ofMaxSize(60);
    }

    /** One thing that happens. */
    sealed interface Action {}

    /** The variant chooses picture, kind of content, lane and deadline. */
    record Publish(String image, int variant) implements Action {}

    record Garbage(String image) implements Action {}

    record Delete(String image) implements Action {}

    /** Answers any of the requests so far, the newest and the oldest, answered or not. */
    record Generate(int which, boolean isReusable) implements Action {}

    record Fail(int which, Failure how) implements Action {}

    record Wait(int seconds) implements Action {}

    /** The clock goes forward at once. */
    record Jump(int hours) implements Action {}

    /** Whether the results have been read to the end that was seen at the start. */
    record Read(boolean done) implements Action {}

    /** Whether images can be read again. */
    record Reread(boolean works) implements Action {}

    /** Of every image only the newest record is left, and of a deleted one none. */
    record Compact() implements Action {}

    /** Whether what goes between the halves of the topology stays under way. */
    record Hold(boolean holds) implements Action {}

    record CarryClaims(int most) implements Action {}

    record CarryAnswers(int most) implements Action {}

    /** Ways to fail. */
    enum Failure {
        FOR_NOW(FailureCode.FETCH, true),
        FOR_GOOD(FailureCode.CORRUPT_IMAGE, false),
        TOO_LATE(FailureCode.TIMEOUT, false);

        private final FailureCode code;
        private final boolean isRetryable;

        Failure(FailureCode code, boolean isRetryable) {
            this.code = code;
            this.isRetryable = isRetryable;
        }
    }

    /** What was published, to compare with what comes out. */
    private static final class World {
        private final Driver driver;
        private final Map<Version, String> pictures = new HashMap<>();
        private final Map<String, Version> newest = new HashMap<>();
        private final Set<String> answered = new HashSet<>();
        private final Map<String, InferenceRequest> newestRequests = new HashMap<>();
        private final Set<String> seen = new HashSet<>();

        World(Driver driver) {
            this.driver = driver;
        }

        void act(Action action) {
            switch (action) {
                case Publish(var image, var variant) -> publish(image, variant);
                case Garbage(var image) ->
                        published(
                                image,
                                driver.publish(image, new byte[] {1, 2, 3, 4, 5, 6}),
                                "unreadable");
                case Delete(var image) -> {
                    driver.publish(image, (byte[]) null);
                    newest.remove(image);
                }
                case Generate(var which, var isReusable) -> answer(which, done(isReusable));
                case Fail(var which, var how) ->
                        answer(which, _ -> Sample.failed(how.code, how.isRetryable));
                case Wait(var seconds) -> driver.advance(Duration.ofSeconds(seconds));
                case Jump(var hours) -> driver.leap(Duration.ofHours(hours));
                case Read(var done) -> driver.resultsRead = done;
                case Reread(var works) -> driver.log.answers = works;
                case Compact() -> driver.log.records.keySet().retainAll(newest.values());
                case Hold(var holds) -> driver.isCarrying = !holds;
                case CarryClaims(var most) -> driver.carryClaims(most);
                case CarryAnswers(var most) -> driver.carryAnswers(most);
            }
            checkRequests();
        }

        void check() {
            checkRequests();
            var ended = new ArrayList<Version>();
            driver.annotations().forEach(annotation -> ended.add(annotation.getVersion()));
            driver.letters().forEach(letter -> ended.add(letter.getOrigin().getVersion()));

            assertThat(ended).doesNotHaveDuplicates();
            assertThat(driver.annotations()).allSatisfy(this::isAboutItsPicture);
            assertThat(ended).isSubsetOf(pictures.keySet());
            assertThat(driver.counted("annotated")).isEqualTo(driver.annotations().size());
            assertThat(driver.counted("dead_lettered")).isEqualTo(driver.letters().size());
            assertThat(ended.size() + driver.counted("superseded") + driver.counted("deleted"))
                    .isEqualTo(pictures.size());
            assertThat(driver.inFlight()).isZero();
            assertThat(driver.works()).isZero();
            assertThat(driver.waiters()).isZero();
            assertThat(driver.due()).isZero();
            assertThat(shown()).isEqualTo(newest);
        }

        /**
         * A request follows another for the same work in the same lane only when that has ended.
         */
        private void checkRequests() {
            for (var request : requests()) {
                if (!seen.add(request.getFlightId())) {
                    continue;
                }
                var lane = request.getLane();
                var before = newestRequests.put(lane + request.getWorkKey(), request);
                if (before != null && !answered.contains(before.getFlightId())) {
                    assertThat(request.getRequestedAt())
                            .as("asked for again before the time in flight was over")
                            .isAfterOrEqualTo(
                                    before.getRequestedAt().plus(Driver.LIMITS.maxInFlight(lane)));
                }
            }
        }

        private void isAboutItsPicture(Annotation annotation) {
            assertThat(annotation.getResults().getFirst().getText())
                    .isEqualTo(pictures.get(annotation.getVersion()));
            if (annotation.getDerivedFrom() != null) {
                assertThat(annotation.getTimings()).isEqualTo(Timings.newBuilder().build());
            }
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
            var picture = "picture" + variant % 2;
            var event = Sample.inline(image, picture);
            switch (variant / 2 % 4) {
                case 0 -> event.setContent(reference(picture, "cd".repeat(32)));
                case 1 -> {
                    picture = "of " + image;
                    event.setContent(reference(picture, null));
                }
                default -> {}
            }
            event.setLane(variant % 7 < 3 ? Lane.BULK : Lane.INTERACTIVE);
            if (variant % 3 == 0) {
                event.setDeadline(Driver.START.plusSeconds(variant));
            }
            published(image, driver.publish(event.build()), picture);
        }

        private static ImageReference reference(String uri, String sha256) {
            return ImageReference.newBuilder().setUri(uri).setSha256(sha256).build();
        }

        private void published(String image, Version version, String picture) {
            pictures.put(version, picture);
            newest.put(image, version);
        }

        private static Function<InferenceRequest, Object> done(boolean isReusable) {
            return request ->
                    isReusable
                            ? Sample.reusable(Sample.picture(request))
                            : Sample.generated(Sample.picture(request));
        }

        private void answer(int which, Function<InferenceRequest, Object> outcome) {
            var requests = requests();
            if (!requests.isEmpty()) {
                InferenceRequest request = requests.get(which % requests.size());
                answered.add(request.getFlightId());
                driver.answer(request, outcome.apply(request));
            }
        }

        private List<InferenceRequest> requests() {
            return Stream.of(Lane.values())
                    .flatMap(lane -> driver.requests(lane).stream())
                    .toList();
        }
    }
}
