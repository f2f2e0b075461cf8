package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.topology.decide.FlightLimits;
import io.groundstream.topology.decide.Reuse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** What nobody foresaw ends one image, not the stream. */
class FailuresTest {
    /** Sums with it overflow, which nothing looks out for. */
    private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Driver driver =
            new Driver(
                    new FlowSettings(
                            new FlightLimits(Duration.ofMinutes(2), FOREVER, 3, FOREVER),
                            new Reuse("", Duration.ofHours(1)),
                            Duration.ofSeconds(1)),
                    1 << 20);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aFaultAtAdmissionEndsTheImageAsInternalAndTheNextOneIsAsked() {
        driver.publish(Sample.bulk("a"));
        driver.publish(Sample.inline("b").build());

        assertThat(driver.letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getImageId()).isEqualTo("a");
                            assertThat(letter.getCode()).isEqualTo(FailureCode.INTERNAL);
                            assertThat(letter.getStage()).isEqualTo(Stage.ADMIT);
                            assertThat(letter.getMessage()).contains("Exception");
                        });
        driver.answer(driver.request(), Sample.generated("b"));
        assertThat(driver.annotations()).extracting("imageId").containsExactly("b");
        assertThat(driver.counted("dead_lettered")).isEqualTo(1);
        assertThat(driver.meters.counter("groundstream.failures.unforeseen").count()).isEqualTo(1);
    }

    @Test
    void aFaultAtAResultEndsItsImage() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));

        assertThat(driver.letters()).extracting("code").containsExactly(FailureCode.INTERNAL);
        assertThat(driver.due()).isZero();
    }

    @Test
    void aFaultAtAskingAgainEndsItsImageAndNotTheOneBehindIt() {
        try (var driver = new Driver()) {
            driver.publish(Sample.inline("a").build());
            driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));
            driver.publish(Sample.reference("b").build());
            driver.answer(driver.request(), Sample.failed(FailureCode.FETCH, true));
            driver.log.broken = true;
            driver.advance(Duration.ofSeconds(2));

            assertThat(driver.letters()).extracting("imageId").containsExactly("a");
            assertThat(driver.request().getAttempt()).isEqualTo(2);
            assertThat(driver.due()).isEqualTo(1);
        }
    }

    @Test
    void aFaultOfEveryImageStopsTheStreamBeforeItHasRefusedThemAll() {
        for (int i = 0; i < Unforeseen.MOST; i++) {
            driver.publish(Sample.bulk("a" + i));
        }

        assertThatThrownBy(() -> driver.publish(Sample.bulk("one too many")))
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThat(driver.letters()).hasSize(Unforeseen.MOST);
    }

    @Test
    void anAnnotationThatNoTopicTakesIsADeadLetter() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), longerThan(Fit.MOST_BYTES));

        assertThat(driver.annotations()).isEmpty();
        assertThat(driver.letters())
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.getCode()).isEqualTo(FailureCode.TOO_LARGE);
                            assertThat(letter.getStage()).isEqualTo(Stage.SETTLE);
                            assertThat(letter.getEvent()).isNotNull();
                            assertThat(letter.getAttempts()).isEqualTo(1);
                        });
        assertThat(driver.counted("annotated")).isZero();
        assertThat(driver.counted("dead_lettered")).isEqualTo(1);
        assertThat(driver.state("a")).extracting("status").isEqualTo(ImageStatus.DEAD_LETTERED);
        assertThat(driver.due()).isZero();
    }

    private static Generated longerThan(int bytes) {
        var half = "a".repeat(bytes / 2);
        var answer = TaskResult.newBuilder().setText(half).setRawText(half).build();
        return Generated.newBuilder().setResults(List.of(answer)).build();
    }
}
