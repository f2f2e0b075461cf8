package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.stack.Child;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.testing.Guarantees;
import io.groundstream.testing.Guarantees.Output;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Hostile files of every kind between good ones: each good one is annotated, each bad one a dead
 * letter of the right code, and one runner takes it all without a restart and in level memory.
 */
class HostileRunIT {
    private static final int PARTS = 5;
    private static final int BAD_FOR_A_GOOD_ONE = 5;
    private static final List<FailureCode> CODES =
            List.of(
                    FailureCode.CORRUPT_IMAGE,
                    FailureCode.UNSUPPORTED_FORMAT,
                    FailureCode.TOO_MANY_PIXELS,
                    FailureCode.TOO_LARGE,
                    FailureCode.BAD_TASK,
                    FailureCode.FORBIDDEN_SOURCE,
                    FailureCode.DIGEST_MISMATCH,
                    FailureCode.FETCH);

    private final SamplePictures pictures = new SamplePictures();
    private final Map<String, Specimen> published = new LinkedHashMap<>();

    @TempDir Path folder;
    private HostilePlaces places;
    private Stage stage;
    private Child runner;

    HostileRunIT() throws Exception {}

    @BeforeEach
    void set() throws Exception {
        places = new HostilePlaces(folder, pictures.named("turned.png"));
        stage = Stage.set(folder.resolve("run"));
        stage.stack.stop(Objects.requireNonNull(stage.stack.child("runner")));
        runner = stage.stack.startRunner(ServiceSpec.RUNNER.with(places.settings()));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        places.close();
    }

    @Test
    void everyFileOfAHundredAndTwentyEndsAsItMust() throws Exception {
        publishInParts(120, 20_260_121);

        assertEverythingEndedAsItMust();
    }

    @Test
    @Tag("proof")
    void aThousandFilesLeaveTheRunnersMemoryAsItWas() throws Exception {
        // until heap and native code have had all that they ever need at one time
        publishInParts(1_000, 20_260_122);

        var memory = publishInParts(1_000, 20_260_123);

        assertEverythingEndedAsItMust();
        assertThat(memory.getLast())
                .as("resident memory of the runner in KiB after each fifth: " + memory)
                .isLessThanOrEqualTo(memory.getFirst() * 11 / 10);
    }

    private List<Long> publishInParts(int files, long seed) throws Exception {
        var corpus = new HostileCorpus(pictures, places, seed);
        var memory = new ArrayList<Long>();
        for (int part = 0; part < PARTS; part++) {
            publishPart(corpus, files / PARTS);
            memory.add(ResidentMemory.kibibytes(runner.handle()));
        }
        return memory;
    }

    /** Returns when all of it has ended. */
    private void publishPart(HostileCorpus corpus, int files) throws Exception {
        for (int i = 0; i < files; i++) {
            publish(corpus.next());
            if (i % BAD_FOR_A_GOOD_ONE == 0) {
                publish(good(published.size()));
            }
        }
        stage.awaitEnd(published.keySet());
    }

    private void publish(Specimen specimen) throws Exception {
        var id = published.size() + " " + specimen.kind();
        published.put(id, specimen);
        stage.publish(specimen.event(id));
    }

    private Specimen good(int number) throws Exception {
        return switch (number % 3) {
            case 0 -> {
                var scene = Stage.png(Scenes.draw(70_000 + number).picture());
                yield Specimen.picture("good scene", scene, Optional.empty());
            }
            case 1 -> Specimen.picture("good", pictures.number(number), Optional.empty());
            default -> {
                var uri = places.good().toUri().toString();
                var reference = new ImageReference(uri, null, null);
                yield new Specimen("good file", reference, List.of(), Optional.empty());
            }
        };
    }

    private void assertEverythingEndedAsItMust() throws Exception {
        var outputs = stage.awaitRest(published.keySet());

        var expected = new LinkedHashMap<String, String>();
        published.forEach((id, specimen) -> expected.put(id, specimen.ending()));
        assertThat(endings(outputs)).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(expected).containsValues(CODES.stream().map(Enum::name).toArray(String[]::new));
        Guarantees.noneEndsTwice(outputs);
        assertThat(places.visits()).as("connections to where nobody may go").isZero();
        assertThat(stage.stack.death()).isNotDone();
        assertThat(runner.handle().isAlive()).isTrue();
    }

    private static Map<String, String> endings(List<Output> outputs) {
        var endings = new LinkedHashMap<String, String>();
        for (var output : outputs) {
            switch (output.value()) {
                case Annotation annotation -> endings.put(annotation.getImageId(), "annotated");
                case DeadLetter letter -> endings.put(letter.getImageId(), letter.getCode().name());
                case null, default -> {
                    // a tombstone, or what follows from an annotation
                }
            }
        }
        return endings;
    }
}
