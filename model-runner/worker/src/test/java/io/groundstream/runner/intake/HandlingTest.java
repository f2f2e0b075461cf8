package io.groundstream.runner.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

@Timeout(30)
class HandlingTest {
    private static final int LIMIT = 5;
    private static final InferenceRequest REQUEST = request();

    private static InferenceRequest request() {
        TrustedRecords.vouch();
        return InferenceRequest.newBuilder()
                .setWorkKey("work")
                .setFlightId("flight")
                .setLane(Lane.BULK)
                .build();
    }

    private final List<InferenceResult> published = new ArrayList<>();
    private final List<Header> headers = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    @Test
    void publishesTheOutcomeUnderTheRequestsKeyAndFlight() {
        var record = record(2);
        record.headers().add(Headers.TRACEPARENT, bytes("trace"));

        assertThat(handle(record, _ -> done())).isEqualTo(AcknowledgeType.ACCEPT);

        var result = published.getFirst();
        assertThat(result.getWorkKey()).isEqualTo("work");
        assertThat(result.getFlightId()).isEqualTo("flight");
        assertThat(result.getDeliveryCount()).isEqualTo(2);
        assertThat(result.getRunner()).isEqualTo("me");
        assertThat(result.getOutcome()).isInstanceOf(Generated.class);
        assertThat(headers).extracting(Header::key).containsExactly(Headers.TRACEPARENT);
        assertThat(jobs.getFirst().urgent()).isFalse();
    }

    @Test
    void theLastDeliveryIsAnsweredWithoutTheModel() {
        assertThat(handle(record(LIMIT), _ -> done())).isEqualTo(AcknowledgeType.ACCEPT);

        assertThat(code()).isEqualTo(FailureCode.EXHAUSTED);
        assertThat(jobs).isEmpty();
    }

    @Test
    void theLastDeliveryOfWhatCannotBeReadIsAnsweredByItsHeader() {
        var record = record(LIMIT);
        record.headers().add(Headers.FLIGHT_ID, bytes("from-header"));

        handle(unreadable(), record, _ -> done());

        assertThat(code()).isEqualTo(FailureCode.EXHAUSTED);
        assertThat(published.getFirst().getFlightId()).isEqualTo("from-header");
    }

    @Test
    void whatCannotBeReadIsAnsweredByItsHeader() {
        var record = record(1);
        record.headers().add(Headers.FLIGHT_ID, bytes("from-header"));

        assertThat(handle(unreadable(), record, _ -> done())).isEqualTo(AcknowledgeType.ACCEPT);

        assertThat(code()).isEqualTo(FailureCode.SCHEMA);
        assertThat(published.getFirst().getFlightId()).isEqualTo("from-header");
        assertThat(published.getFirst().getWorkKey()).isEqualTo("work");
    }

    @Test
    void whatCannotBeReadAndHasNoHeaderIsRejected() {
        assertThat(handle(unreadable(), record(1), _ -> done())).isEqualTo(AcknowledgeType.REJECT);
        assertThat(published).isEmpty();
    }

    @Test
    void aRegistryThatComesBackIsWaitedFor() {
        var asked = new AtomicInteger();
        RequestReader reader =
                (_, _) -> {
                    if (asked.getAndIncrement() < 2) {
                        throw down();
                    }
                    return REQUEST;
                };

        assertThat(handle(reader, record(1), _ -> done())).isEqualTo(AcknowledgeType.ACCEPT);
        assertThat(published.getFirst().getOutcome()).isInstanceOf(Generated.class);
    }

    @Test
    void aRegistryThatStaysAwaySendsTheRequestBack() {
        RequestReader reader =
                (_, _) -> {
                    throw down();
                };
        var type = handling(reader, _ -> done(), true).handle(record(1), false, System.nanoTime());

        assertThat(type.join()).isEqualTo(AcknowledgeType.RELEASE);
        assertThat(published).isEmpty();
    }

    @Test
    void whatMayPassIsTriedAgain() {
        var tries = new AtomicInteger();

        handle(record(1), _ -> tries.getAndIncrement() < 2 ? passing() : done());

        assertThat(tries).hasValue(3);
        assertThat(published.getFirst().getOutcome()).isInstanceOf(Generated.class);
    }

    @Test
    void fetchingHasTriedAgainByItself() {
        var tries = new AtomicInteger();

        handle(
                record(1),
                _ -> {
                    tries.incrementAndGet();
                    return Outcome.transientFailure(FailureCode.FETCH, Stage.FETCH, "not now");
                });

        assertThat(tries).hasValue(1);
        assertThat(((Failed) published.getFirst().getOutcome()).getRetryable()).isTrue();
    }

    @Test
    void fetchingIsToldWhenTheBudgetEnds() {
        var told = new AtomicLong();

        handling(
                        (_, _) -> REQUEST,
                        job -> {
                            told.set(job.fetchUntil());
                            return done();
                        },
                        true)
                .handle(record(1), false, 42)
                .join();

        assertThat(told).hasValue(42);
    }

    @Test
    void whatDoesNotPassInTimeIsAnsweredAsRetryable() {
        handling((_, _) -> REQUEST, _ -> passing(), true)
                .handle(record(1), false, System.nanoTime())
                .join();

        assertThat(((Failed) published.getFirst().getOutcome()).getRetryable()).isTrue();
    }

    @Test
    void aResultThatDoesNotReachTheBrokerSendsTheRequestBack() {
        var type =
                handling((_, _) -> REQUEST, _ -> done(), false).handle(record(1), false, later());

        assertThat(type.join()).isEqualTo(AcknowledgeType.RELEASE);
    }

    private AcknowledgeType handle(
            ConsumerRecord<byte[], byte[]> record, Function<Job, Outcome> annotator) {
        return handle((_, _) -> REQUEST, record, annotator);
    }

    private AcknowledgeType handle(
            RequestReader reader,
            ConsumerRecord<byte[], byte[]> record,
            Function<Job, Outcome> annotator) {
        return handling(reader, annotator, true).handle(record, false, later()).join();
    }

    private Handling handling(
            RequestReader reader, Function<Job, Outcome> annotator, boolean brokerTakes) {
        ResultSink sink =
                (_, copied, result) -> {
                    if (!brokerTakes) {
                        return CompletableFuture.failedFuture(new IOException("no broker"));
                    }
                    published.add(result);
                    headers.addAll(copied);
                    return CompletableFuture.completedFuture(null);
                };
        return new Handling(
                reader,
                job -> {
                    jobs.add(job);
                    return CompletableFuture.completedFuture(annotator.apply(job));
                },
                sink,
                new IntakeMeters(new SimpleMeterRegistry()),
                new RunnerIdentity("me", LIMIT),
                Tracing.off());
    }

    /** Broken bytes, as the real decoder sees them; the registry is not asked. */
    private static RequestReader unreadable() {
        var decoder =
                new Decoder<>(
                        Registry.connect("http://127.0.0.1:1", Map.of()), InferenceRequest.class);
        return (place, _) -> decoder.decode(place, new byte[] {9});
    }

    private FailureCode code() {
        return ((Failed) published.getFirst().getOutcome()).getCode();
    }

    private static Outcome done() {
        return new Outcome.Success(Generated.newBuilder().build());
    }

    private static Outcome passing() {
        return Outcome.transientFailure(FailureCode.INTERNAL, Stage.QUEUE, "not now");
    }

    private static RegistryUnavailableException down() {
        return new RegistryUnavailableException("down", new IOException("down"));
    }

    private static ConsumerRecord<byte[], byte[]> record(int delivery) {
        return FakeShareConsumer.request("work", delivery, 0, new byte[] {0});
    }

    private static long later() {
        return System.nanoTime() + Duration.ofSeconds(20).toNanos();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
