package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.Timings;
import io.groundstream.topology.decide.Reuse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Equal work is done once, and nobody gets what was not made for his picture and his tasks. */
class ReuseTest {
    private static final Duration DAY = Duration.ofHours(24);
    private static final String SHA = "cd".repeat(32);

    private Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aSecondImageWithTheSamePictureWaitsOnTheFirst() {
        driver.publish(cat("a").build());
        driver.publish(cat("b").setAttributes(Map.of("album", "other")).build());
        driver.answer(only(), Sample.reusable("a cat"));

        var first = annotation("a");
        var second = annotation("b");
        assertThat(first.getDerivedFrom()).isNull();
        assertThat(first.getTimings().getInferenceMicros()).isEqualTo(7);
        assertThat(second.getDerivedFrom()).isEqualTo("a");
        assertThat(second.getTimings()).isEqualTo(Timings.newBuilder().build());
        assertThat(second.getResults()).isEqualTo(first.getResults());
        assertThat(second.getAttributes()).containsEntry("album", "other");
        assertThat(driver.hits("joined")).isEqualTo(1);
        assertThat(driver.misses()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void aPictureThatWasAnnotatedIsNotAskedForAgain() {
        driver.publish(cat("a").build());
        driver.answer(only(), Sample.reusable("a cat"));
        driver.publish(cat("b").setLane(Lane.BULK).build());
        driver.publish(cat("a").build());

        assertThat(only().getAttempt()).isEqualTo(1);
        assertThat(driver.annotations()).extracting("imageId").containsExactly("a", "b", "a");
        assertThat(driver.annotations())
                .extracting(Annotation::getDerivedFrom)
                .containsExactly(null, "a", "a");
        assertThat(driver.hits("stored")).isEqualTo(2);
        assertNothingIsLeft();
    }

    @Test
    void otherTasksAreOtherWork() {
        var asked = new TaskRequest(TaskKind.ANSWER, "what is it?", null);
        driver.publish(cat("a").build());
        driver.publish(cat("b").setTasks(List.of(asked)).build());

        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aResultIsReusedUntilItsTimeIsOver() {
        driver.publish(cat("a").build());
        driver.answer(only(), Sample.reusable("a cat"));
        driver.leap(DAY.minusSeconds(1));
        driver.publish(cat("b").build());
        assertThat(requests()).isEqualTo(1);
        driver.leap(Duration.ofSeconds(1));
        driver.publish(cat("c").build());

        assertThat(requests()).isEqualTo(2);
        assertThat(driver.annotations()).extracting("imageId").containsExactly("a", "b");
    }

    @Test
    void resultsOfAnotherRevisionAreGivenToThoseWhoWaitAndNotKept() {
        driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.answer(only(), Sample.generated("by another model"));
        assertThat(driver.annotations()).hasSize(2);
        driver.publish(cat("c").build());

        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void withoutARevisionNothingIsKept() {
        driver.close();
        driver = new Driver(new Reuse("", DAY), 1 << 20);
        driver.publish(cat("a").build());
        driver.answer(only(), Sample.reusable("a cat"));
        driver.publish(cat("b").build());

        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void failuresAreTheEndOfAllWhoWaitAndAreNotKept() {
        driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.answer(only(), Sample.failed(FailureCode.CORRUPT_IMAGE, false));
        assertThat(driver.letters()).extracting("imageId").containsExactly("a", "b");
        assertThat(driver.letters())
                .extracting(DeadLetter::getCode)
                .containsOnly(FailureCode.CORRUPT_IMAGE);
        driver.publish(cat("c").build());

        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aReferenceIsSharedIfItsPlaceAndItsDigestAre() {
        driver.publish(reference("a", "https://x/1", SHA));
        driver.publish(reference("b", "https://x/1", SHA));
        driver.answer(only(), Sample.reusable("a cat"));
        driver.publish(reference("c", "https://x/1", SHA));
        assertThat(requests()).isEqualTo(1);
        assertThat(driver.annotations()).hasSize(3);

        driver.publish(reference("d", "https://X/1", SHA));
        driver.publish(reference("e", "https://x/1", "ef".repeat(32)));
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void aReferenceThatDeclaresAnotherSizeIsOtherWork() {
        driver.publish(reference("victim", "https://x/1", SHA));
        var lie = new ImageReference("https://x/1", SHA, 1L);
        driver.publish(Sample.inline("attacker").setContent(lie).build());
        var attack = driver.request();
        driver.answer(attack, Sample.failed(FailureCode.DIGEST_MISMATCH, false));

        assertThat(driver.letters()).extracting("imageId").containsExactly("attacker");
    }

    @Test
    void aReferenceWithoutADigestIsTheWorkOfItsVersionAlone() {
        driver.publish(Sample.reference("a").build());
        var before = driver.request();
        driver.publish(Sample.reference("b").build());
        driver.publish(Sample.reference("a").build());
        assertThat(requests()).isEqualTo(3);

        driver.answer(before, Sample.reusable("as it was"));
        driver.answer(driver.request(), Sample.reusable("as it is"));
        driver.publish(Sample.reference("a").build());
        assertThat(requests()).isEqualTo(4);
        assertThat(driver.annotations())
                .singleElement()
                .satisfies(
                        annotation ->
                                assertThat(annotation.getResults().getFirst().getText())
                                        .isEqualTo("as it is"));
    }

    @Test
    void aResultAboutOtherBytesIsNobodys() {
        driver.publish(reference("a", "https://x/1", SHA));
        driver.publish(reference("b", "https://x/1", SHA));
        driver.answer(
                only(),
                Generated.newBuilder(Sample.reusable("swapped"))
                        .setContentSha256("ef".repeat(32))
                        .build());
        driver.publish(reference("c", "https://x/1", SHA));

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.letters())
                .extracting(DeadLetter::getCode)
                .containsExactly(FailureCode.DIGEST_MISMATCH, FailureCode.DIGEST_MISMATCH);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void anInteractiveImageDoesNotWaitForBulkWork() {
        driver.publish(cat("bulk").setLane(Lane.BULK).build());
        driver.publish(cat("now").build());
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        driver.publish(cat("bulk too").setLane(Lane.BULK).build());
        driver.answer(driver.request(), Sample.reusable("a cat"));

        assertThat(driver.annotations())
                .extracting("imageId")
                .containsExactly("bulk", "bulk too", "now");
        assertThat(annotation("now").getDerivedFrom()).isNull();
        assertThat(annotation("bulk").getDerivedFrom()).isEqualTo("now");
        assertThat(requests()).isEqualTo(2);

        driver.answer(driver.requests(Lane.BULK).getFirst(), Sample.reusable("late"));
        assertThat(driver.annotations()).hasSize(3);
        assertThat(driver.dropped("late")).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void aFailureOfOneLaneIsNotTheEndOfTheOther() {
        driver.publish(cat("bulk").setLane(Lane.BULK).build());
        driver.publish(cat("now").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.EXHAUSTED, false));
        driver.answer(driver.requests(Lane.BULK).getFirst(), Sample.reusable("a cat"));

        assertThat(driver.letters()).extracting("imageId").containsExactly("now");
        assertThat(driver.annotations()).extracting("imageId").containsExactly("bulk");
    }

    @Test
    void whoAskedFirstMayLeaveWithoutHarmToTheOthers() {
        driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.publish(cat("c").build());
        driver.publish("a", (byte[]) null);
        driver.answer(only(), Sample.reusable("a cat"));

        assertThat(driver.annotations()).extracting("imageId").containsExactly("b", "c");
        assertThat(annotation("b").getDerivedFrom()).isNull();
        assertThat(annotation("c").getDerivedFrom()).isEqualTo("b");
        assertNothingIsLeft();
    }

    @Test
    void theSamePicturePublishedAgainInFlightEndsAsTheNewerVersion() {
        driver.publish(cat("a").build());
        var newer = driver.publish(cat("a").build());
        driver.answer(only(), Sample.reusable("a cat"));

        assertThat(driver.annotations())
                .singleElement()
                .extracting(Annotation::getVersion)
                .isEqualTo(newer);
        assertThat(driver.counted("superseded")).isEqualTo(1);
    }

    @Test
    void workThatNobodyWaitsForIsNotAskedForAgain() {
        driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.answer(only(), Sample.failed(FailureCode.FETCH, true));
        driver.publish("a", (byte[]) null);
        driver.publish("b", new byte[] {9});
        driver.advance(Duration.ofSeconds(2));

        assertThat(requests()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void theBytesOfAnotherWhoWaitsDoForARetry() {
        var first = driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.answer(only(), Sample.failed(FailureCode.FETCH, true));
        driver.log.records.remove(first);
        driver.advance(Duration.ofSeconds(1));

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        assertThat(Sample.picture(driver.request())).isEqualTo("a cat in bytes");
        driver.answer(driver.request(), Sample.reusable("a cat"));
        assertThat(annotation("a").getDerivedFrom()).isEqualTo("b");
        assertThat(annotation("b").getDerivedFrom()).isNull();
    }

    @Test
    void bytesThatAreNoLongerInMemoryAreReadFromImages() {
        driver.close();
        driver = new Driver(new Reuse("", DAY), 0);
        driver.publish(cat("a").build());

        assertThat(Sample.picture(only())).isEqualTo("a cat in bytes");
    }

    @Test
    void bytesThatCannotBeReadAreAskedForAsSoonAsTheyCan() {
        driver.close();
        driver = new Driver(new Reuse("", DAY), 0);
        driver.log.answers = false;
        driver.publish(cat("a").build());
        driver.publish(cat("b").build());
        driver.advance(Duration.ofMinutes(10));
        assertThat(requests()).isZero();
        driver.log.answers = true;
        driver.advance(Duration.ofSeconds(1));
        driver.answer(only(), Sample.generated("a cat"));

        assertThat(only().getAttempt()).isEqualTo(1);
        assertThat(driver.annotations()).hasSize(2);
    }

    @Test
    void anAnswerUnderWayToADeletedOrReplacedImageIsDroppedAndCounted() {
        driver.publish(cat("deleted").build());
        driver.publish(cat("replaced").build());
        driver.isCarrying = false;
        driver.answer(only(), Sample.reusable("a cat"));
        driver.publish("deleted", (byte[]) null);
        var newer = driver.publish(Sample.inline("replaced", "a dog in bytes").build());
        driver.carryAnswers(2);
        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.droppedAnswers("late")).isEqualTo(2);

        driver.isCarrying = true;
        driver.advance(Duration.ofSeconds(1));
        driver.answer(driver.request(), Sample.reusable("a dog"));
        assertThat(driver.annotations())
                .singleElement()
                .extracting(Annotation::getVersion)
                .isEqualTo(newer);
        assertNothingIsLeft();
    }

    @Test
    void moreThanOneTransactionCanHoldAreToldOneAfterTheOther() {
        driver.publish(cat("first").build());
        for (int i = 0; i < 5_100; i++) {
            driver.publish(cat("image" + i).build());
        }
        driver.answer(only(), Sample.generated("a cat"));
        assertThat(driver.annotations()).hasSize(5_000);
        driver.publish(cat("late").build());
        driver.advance(Duration.ofSeconds(1));

        assertThat(driver.annotations())
                .hasSize(5_102)
                .extracting(Annotation::getImageId)
                .doesNotHaveDuplicates();
        assertThat(driver.annotations())
                .filteredOn(annotation -> annotation.getDerivedFrom() == null)
                .extracting(Annotation::getImageId)
                .containsExactly("first");
        assertThat(requests()).isEqualTo(1);
        assertNothingIsLeft();
    }

    @Test
    void aStreamOfSixtyPercentRepostsCostsAtMostFortyFivePercentOfTheInference() {
        var random = new Random(20_260_201);
        int pictures = 0;
        int answered = 0;
        for (int i = 0; i < 2_000; i++) {
            boolean isRepost = pictures > 0 && random.nextInt(100) < 60;
            int picture = isRepost ? random.nextInt(pictures) : pictures++;
            driver.publish(Sample.inline("image" + i, "picture" + picture).build());
            // of the work so far some is done, and some is still under way
            if (random.nextInt(20) == 0) {
                answered = answerAllAfter(answered);
            }
        }
        var _ = answerAllAfter(answered);

        assertThat(driver.annotations()).hasSize(2_000);
        assertThat(requests()).isEqualTo(pictures);
        assertThat(requests() / 2_000.0).isLessThanOrEqualTo(0.45);
        assertThat(driver.hits("joined")).isPositive();
        assertThat(driver.hits("stored")).isPositive();
        assertThat(driver.hits("joined") + driver.hits("stored") + driver.misses())
                .isEqualTo(2_000);
    }

    /** Answers all requests but the first so many; returns how many there are. */
    private int answerAllAfter(int answered) {
        var all = driver.requests(Lane.INTERACTIVE);
        all.subList(answered, all.size())
                .forEach(request -> driver.answer(request, Sample.reusable("a cat")));
        return all.size();
    }

    private static ImageEvent.Builder cat(String imageId) {
        return Sample.inline(imageId, "a cat in bytes");
    }

    private static ImageEvent reference(String imageId, String uri, String sha256) {
        return Sample.inline(imageId).setContent(new ImageReference(uri, sha256, null)).build();
    }

    private InferenceRequest only() {
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        return driver.request();
    }

    private int requests() {
        return driver.requests(Lane.INTERACTIVE).size() + driver.requests(Lane.BULK).size();
    }

    private Annotation annotation(String imageId) {
        return driver.annotations().stream()
                .filter(annotation -> annotation.getImageId().equals(imageId))
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingIsLeft() {
        assertThat(driver.works()).isZero();
        assertThat(driver.waiters()).isZero();
        assertThat(driver.due()).isZero();
        assertThat(driver.inFlight()).isZero();
    }
}
