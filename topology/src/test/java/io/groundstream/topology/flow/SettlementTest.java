package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.FlightStatus;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.WorkFlight;
import io.groundstream.topology.decide.Digest;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

class SettlementTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aGeneratedResultBecomesTheAnnotation() {
        var version = driver.publish(Sample.inline("a").build());
        driver.advance(Duration.ofSeconds(3));
        driver.answer(driver.request(), Sample.generated("a cat"));

        var annotation = driver.annotations().getFirst();
        assertThat(annotation.getImageId()).isEqualTo("a");
        assertThat(annotation.getVersion()).isEqualTo(version);
        assertThat(annotation.getContentSha256())
                .isEqualTo(Digest.of(ByteBuffer.wrap(new byte[] {'a'})));
        assertThat(annotation.getWidth()).isEqualTo(10);
        assertThat(annotation.getResults().getFirst().getText()).isEqualTo("a cat");
        assertThat(annotation.getAttributes()).containsEntry("album", "holiday");
        assertThat(annotation.getSubmittedAt()).isEqualTo(Driver.START);
        assertThat(annotation.getAnnotatedAt()).isEqualTo(Driver.START.plusSeconds(3));
        assertThat(driver.state("a").getStatus()).isEqualTo(ImageStatus.ANNOTATED);
        assertThat(driver.state("a").getEvent()).isNull();
        assertThat(driver.inFlight()).isZero();
        assertThat(driver.due()).isZero();
    }

    @Test
    void anAnnotationIsFollowedByItsSearchDocument() {
        var version = driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("a cat"));

        assertThat(driver.documents())
                .singleElement()
                .satisfies(
                        document -> {
                            assertThat(document.getImageId()).isEqualTo("a");
                            assertThat(document.getVersion()).isEqualTo(version);
                            assertThat(document.getCaption()).isEqualTo("a cat");
                        });
    }

    @Test
    void anImageThatNoIndexCouldNameIsAnnotatedWithoutADocument() {
        driver.publish(Sample.inline("é".repeat(300)).build());
        driver.answer(driver.request(), Sample.generated("a cat"));

        assertThat(driver.annotations()).hasSize(1);
        assertThat(driver.records(Driver.TOPICS.searchDocuments())).isEmpty();
        assertThat(driver.meters.counter("groundstream.search.documents.skipped").count())
                .isEqualTo(1);
    }

    @Test
    void onlyTheFirstResultOfAFlightCounts() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("first"));
        driver.answer(driver.request(), Sample.generated("second"));
        driver.answer(driver.request(), Sample.failed(FailureCode.MODEL, false));

        assertThat(driver.annotations()).hasSize(1);
        assertThat(driver.letters()).isEmpty();
        assertThat(driver.dropped("late")).isEqualTo(2);
    }

    @Test
    void aFinalFailureIsADeadLetterAndRemovesTheOlderAnnotation() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("old"));
        var version = driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.CORRUPT_IMAGE, false));

        var letter = driver.letters().getFirst();
        assertThat(letter.getCode()).isEqualTo(FailureCode.CORRUPT_IMAGE);
        assertThat(letter.getStage()).isEqualTo(Stage.DECODE);
        assertThat(letter.getMessage()).isEqualTo("it did not work");
        assertThat(letter.getAttempts()).isEqualTo(1);
        assertThat(letter.getOrigin().getVersion()).isEqualTo(version);
        assertThat(letter.getEvent().getImageId()).isEqualTo("a");
        assertThat(driver.compacted(Driver.TOPICS.annotations())).isEmpty();
        assertThat(driver.records(Driver.TOPICS.searchDocuments())).hasSize(2);
        assertThat(driver.compacted(Driver.TOPICS.searchDocuments())).isEmpty();
        assertThat(driver.decisions().getLast().getReason()).isEqualTo(DecisionReason.UNPROCESSED);
    }

    @Test
    void aRetryableFailureIsAskedForAgainWithItsBytes() {
        driver.publish(Sample.inline("a").build());
        var first = driver.request();
        driver.answer(first, Sample.failed(FailureCode.FETCH, true));
        assertThat(driver.work(first.getWorkKey()).getFlights())
                .singleElement()
                .extracting(WorkFlight::getStatus)
                .isEqualTo(FlightStatus.WAITING);
        driver.advance(Duration.ofSeconds(2));

        var second = driver.request();
        assertThat(second.getFlightId()).isNotEqualTo(first.getFlightId());
        assertThat(second.getAttempt()).isEqualTo(2);
        assertThat(Sample.picture(second)).isEqualTo("a");
        driver.answer(first, Sample.generated("too late"));
        driver.answer(second, Sample.generated("in time"));
        assertThat(driver.annotations())
                .singleElement()
                .satisfies(
                        a -> assertThat(a.getResults().getFirst().getText()).isEqualTo("in time"));
        assertThat(driver.dropped("late")).isEqualTo(1);
    }

    @Test
    void aSecondResultWhileWaitingToAskAgainIsDropped() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));
        driver.answer(driver.request(), Sample.generated("from the same flight"));

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.dropped("duplicate")).isEqualTo(1);
    }

    @Test
    void theWaitsDoubleAndTheLastFailureIsTheDeadLetter() {
        driver.publish(Sample.reference("a").build());
        fail(driver.request());
        driver.advance(Duration.ofSeconds(1));
        fail(driver.request());
        driver.advance(Duration.ofSeconds(1));
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        driver.advance(Duration.ofSeconds(1));
        fail(driver.request());

        assertThat(driver.requests(Lane.INTERACTIVE))
                .extracting(InferenceRequest::getAttempt)
                .containsExactly(1, 2, 3);
        assertThat(driver.letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getCode()).isEqualTo(FailureCode.FETCH);
                            assertThat(letter.getAttempts()).isEqualTo(3);
                        });
    }

    @Test
    void anEventThatRetentionHasTakenCannotBeAskedForAgain() {
        driver.publish(Sample.inline("a").build());
        fail(driver.request());
        driver.log.records.clear();
        driver.advance(Duration.ofSeconds(1));

        assertThat(driver.letters())
                .singleElement()
                .extracting("code")
                .isEqualTo(FailureCode.FETCH);
        assertThat(driver.inFlight()).isZero();
    }

    @Test
    void anEventThatCannotBeReadNowIsAskedForLater() {
        driver.publish(Sample.inline("a").build());
        fail(driver.request());
        driver.log.answers = false;
        driver.advance(Duration.ofSeconds(90));
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        driver.log.answers = true;
        driver.advance(Duration.ofSeconds(1));

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(2);
        assertThat(driver.letters()).isEmpty();
    }

    @Test
    void aDeletionWhileWaitingIsNotAskedForAgain() {
        driver.publish(Sample.inline("a").build());
        fail(driver.request());
        driver.publish("a", (byte[]) null);
        driver.advance(Duration.ofMinutes(5));

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        assertThat(driver.counted("deleted")).isEqualTo(1);
    }

    @Test
    void fewerResultsThanTasksAreNoAnnotation() {
        driver.publish(Sample.inline("a").build());
        driver.answer(
                driver.request(),
                Generated.newBuilder(Sample.generated("x")).setResults(List.of()).build());

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.letters().getFirst().getCode()).isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void anUnreadableResultIsDroppedAndTheNextOneCounts() {
        driver.publish(Sample.inline("a").build());
        driver.answer("a", new byte[] {1, 2, 3});
        driver.answer("a", (byte[]) null);
        driver.answer(driver.request(), Sample.generated("a cat"));

        assertThat(driver.annotations()).hasSize(1);
        assertThat(driver.dropped("unreadable")).isEqualTo(2);
    }

    @Test
    void aResultForAnImageThatNobodyKnowsIsDropped() {
        driver.publish(Sample.inline("a").build());
        var stranger = InferenceRequest.newBuilder(driver.request()).setWorkKey("z").build();
        driver.answer(stranger, Sample.generated("a cat"));

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.dropped("late")).isEqualTo(1);
    }

    private void fail(InferenceRequest request) {
        driver.answer(request, Sample.failed(FailureCode.FETCH, true));
    }
}
