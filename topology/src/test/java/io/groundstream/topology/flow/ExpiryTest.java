package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

class ExpiryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aPublishersDeadlineInFlightIsATimeout() {
        driver.publish(Sample.inline("a").setDeadline(Driver.START.plusSeconds(5)).build());
        driver.advance(Duration.ofSeconds(4));
        assertThat(driver.letters()).isEmpty();
        driver.advance(SECOND);

        assertThat(driver.letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getCode()).isEqualTo(FailureCode.TIMEOUT);
                            assertThat(letter.getStage()).isEqualTo(Stage.QUEUE);
                            assertThat(letter.getAttempts()).isEqualTo(1);
                        });
        driver.answer(driver.request(), Sample.generated("late"));
        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.dropped("duplicate") + driver.dropped("late")).isEqualTo(1);
    }

    @Test
    void aDeadlineWhileWaitingIsATimeout() {
        driver.publish(Sample.inline("a").setDeadline(Driver.START.plusMillis(500)).build());
        driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));
        driver.advance(SECOND);

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.TIMEOUT);
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
    }

    @Test
    void aFailureAfterTheDeadlineIsFinal() {
        driver.resultsRead = false;
        driver.publish(Sample.inline("a").setDeadline(Driver.START.plusSeconds(5)).build());
        driver.leap(Duration.ofMinutes(10));
        driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.FETCH);
    }

    @Test
    void workThatNobodyAnswersExpiresAfterMaxInFlight() {
        driver.publish(Sample.inline("a").build());
        driver.publish(Sample.bulk("b"));
        driver.advance(Duration.ofSeconds(119));
        assertThat(driver.letters()).isEmpty();
        driver.advance(SECOND);
        assertThat(driver.letters()).extracting("imageId").containsExactly("a");
        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.TIMEOUT);

        driver.leap(Duration.ofHours(24));
        assertThat(driver.letters()).extracting("imageId").containsExactly("a", "b");
    }

    @Test
    void aBacklogDoesNotBecomeTimeouts() {
        for (int i = 0; i < 20; i++) {
            driver.publish(Sample.inline("image" + i).build());
        }
        var backlog = driver.requests(Lane.INTERACTIVE);
        for (var request : backlog) {
            // the last one is answered after half an hour
            driver.advance(Duration.ofSeconds(90));
            driver.answer(request, Sample.generated("at last"));
        }

        assertThat(driver.letters()).isEmpty();
        assertThat(driver.annotations()).hasSize(20);
    }

    @Test
    void workThatWasOvertakenExpiresWhileItsLaneGoesOn() {
        driver.publish(Sample.inline("lost").build());
        for (int i = 0; i < 3; i++) {
            driver.advance(Duration.ofSeconds(61));
            driver.publish(Sample.inline("image" + i).build());
            driver.answer(driver.request(), Sample.generated("a cat"));
        }
        // asked for 183 s after the lost one, and answered; looked at again within max-in-flight
        driver.advance(Duration.ofSeconds(120));

        assertThat(driver.letters()).extracting("imageId").containsExactly("lost");
        assertThat(driver.annotations()).hasSize(3);
    }

    @Test
    void theOtherLanesResultsDoNotKeepALaneAlive() {
        driver.publish(Sample.inline("a").build());
        driver.advance(Duration.ofSeconds(100));
        driver.publish(Sample.bulk("b"));
        driver.answer(driver.requests(Lane.BULK).getFirst(), Sample.generated("a cat"));
        driver.advance(Duration.ofSeconds(20));

        assertThat(driver.letters()).extracting("imageId").containsExactly("a");
    }

    @Test
    void nothingExpiresBeforeTheResultsHaveBeenRead() {
        driver.resultsRead = false;
        driver.publish(Sample.inline("deadline").setDeadline(Driver.START.plusSeconds(5)).build());
        var answered = driver.request();
        driver.publish(Sample.inline("stalled").build());
        driver.advance(Duration.ofMinutes(10));
        assertThat(driver.letters()).isEmpty();

        driver.answer(answered, Sample.generated("it was there all along"));
        driver.resultsRead = true;
        driver.advance(Duration.ofMinutes(3));

        assertThat(driver.annotations()).extracting("imageId").containsExactly("deadline");
        assertThat(driver.letters()).extracting("imageId").containsExactly("stalled");
    }

    @Test
    void whoSharesWorkKeepsHisOwnDeadline() {
        driver.publish(Sample.inline("a", "cat").setDeadline(Driver.START.plusSeconds(5)).build());
        driver.publish(Sample.inline("b", "cat").build());
        driver.publish(Sample.inline("c", "cat").setDeadline(Driver.START.plusSeconds(9)).build());
        driver.advance(Duration.ofSeconds(6));
        assertThat(driver.letters()).extracting("imageId").containsExactly("a");
        driver.answer(driver.request(), Sample.generated("a cat"));
        driver.advance(Duration.ofMinutes(5));

        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        assertThat(driver.annotations()).extracting("imageId").containsExactly("b", "c");
        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.TIMEOUT);
    }

    @Test
    void aRunnerThatWentByTheFirstDeadlineIsAskedAgainForThoseWithTimeLeft() {
        driver.resultsRead = false;
        driver.publish(Sample.inline("a", "cat").setDeadline(Driver.START.plusSeconds(5)).build());
        assertThat(driver.request().getDeadline()).isEqualTo(Driver.START.plusSeconds(5));
        driver.publish(Sample.inline("b", "cat").build());
        driver.advance(Duration.ofSeconds(5));
        driver.answer(driver.request(), Sample.failed(FailureCode.TIMEOUT, false));
        assertThat(driver.letters()).extracting("imageId").containsExactly("a");
        driver.resultsRead = true;
        driver.advance(SECOND);

        assertThat(driver.request().getAttempt()).isEqualTo(2);
        assertThat(driver.request().getDeadline()).isNull();
        driver.answer(driver.request(), Sample.generated("a cat"));
        assertThat(driver.annotations()).extracting("imageId").containsExactly("b");
    }

    @Test
    void aRunnersTimeoutForAllWhoWaitIsOne() {
        driver.resultsRead = false;
        driver.publish(Sample.inline("a").setDeadline(Driver.START.plusSeconds(5)).build());
        driver.advance(Duration.ofSeconds(5));
        driver.answer(driver.request(), Sample.failed(FailureCode.TIMEOUT, false));
        driver.resultsRead = true;
        driver.advance(Duration.ofMinutes(5));

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.TIMEOUT);
        assertThat(driver.requests(Lane.INTERACTIVE)).hasSize(1);
        assertThat(driver.works()).isZero();
    }

    @Test
    void aClaimThatIsReadAfterItsDeadlineIsATimeoutAndNotAskedFor() {
        driver.isCarrying = false;
        driver.publish(Sample.inline("a").setDeadline(Driver.START.plusSeconds(5)).build());
        driver.advance(Duration.ofSeconds(5));
        driver.isCarrying = true;
        driver.advance(SECOND);

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.TIMEOUT);
        assertThat(driver.requests(Lane.INTERACTIVE)).isEmpty();
    }

    @Test
    void lostWorkEndsOnceForAllWhoShareItAndALaterAnswerIsDroppedAndCounted() {
        driver.publish(Sample.inline("a", "cat").build());
        driver.publish(Sample.inline("b", "cat").build());
        driver.advance(Duration.ofMinutes(3));
        assertThat(driver.letters())
                .extracting("code")
                .containsExactly(FailureCode.TIMEOUT, FailureCode.TIMEOUT);
        driver.answer(driver.request(), Sample.generated("too late"));

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.dropped("late")).isEqualTo(1);
        assertThat(driver.works()).isZero();
    }

    @Test
    void workThatKillsEveryRunnerEndsAsExhaustedOnce() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.EXHAUSTED, false));
        driver.answer(driver.request(), Sample.generated("after all"));
        driver.advance(Duration.ofMinutes(5));

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.EXHAUSTED);
        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.dropped("late")).isEqualTo(1);
    }
}
