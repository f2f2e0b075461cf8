package io.groundstream.runner.intake;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Takes one request from bytes to a published result, and tells how to acknowledge it: ACCEPT when
 * the broker has the result, RELEASE when it has not, REJECT when nobody could be told. What may
 * pass is tried again until the budget ends.
 */
final class Handling implements RequestHandler {
    private static final Logger log = LoggerFactory.getLogger(Handling.class);
    private static final Executor AFTER_A_PAUSE =
            CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    private final RequestReader reader;
    private final Function<Job, CompletableFuture<Outcome>> annotator;
    private final ResultSink sink;
    private final IntakeMeters meters;
    private final int deliveryLimit;
    private final String runner;

    Handling(
            RequestReader reader,
            Function<Job, CompletableFuture<Outcome>> annotator,
            ResultSink sink,
            IntakeMeters meters,
            RunnerIdentity identity) {
        this.reader = reader;
        this.annotator = annotator;
        this.sink = sink;
        this.meters = meters;
        this.deliveryLimit = identity.deliveryLimit();
        this.runner = identity.name();
    }

    @Override
    public CompletableFuture<AcknowledgeType> handle(
            ConsumerRecord<byte[], byte[]> record, boolean alone, long budgetEnd) {
        int delivery = record.deliveryCount().map(Short::intValue).orElse(0);
        meters.delivered(delivery);
        if (delivery >= deliveryLimit && header(record, Headers.FLIGHT_ID).isPresent()) {
            return publish(record, flightId(record), exhausted(delivery));
        }
        return decoded(record, budgetEnd)
                .thenCompose(
                        request ->
                                delivery >= deliveryLimit
                                        ? publish(
                                                record, request.getFlightId(), exhausted(delivery))
                                        : annotate(job(request, alone, budgetEnd), budgetEnd)
                                                .thenCompose(
                                                        outcome ->
                                                                publish(
                                                                        record,
                                                                        request.getFlightId(),
                                                                        outcome)))
                .exceptionallyCompose(fault -> failed(record, fault));
    }

    private CompletableFuture<InferenceRequest> decoded(
            ConsumerRecord<byte[], byte[]> record, long budgetEnd) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        var value = record.value();
        try {
            return CompletableFuture.completedFuture(
                    reader.read(place, value == null ? new byte[0] : value));
        } catch (RegistryUnavailableException e) {
            if (System.nanoTime() - budgetEnd >= 0) {
                return CompletableFuture.failedFuture(e);
            }
            return CompletableFuture.supplyAsync(() -> record, AFTER_A_PAUSE)
                    .thenCompose(again -> decoded(again, budgetEnd));
        } catch (BrokenRecordException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Outcome> annotate(Job job, long budgetEnd) {
        return annotator
                .apply(job)
                .thenCompose(
                        outcome ->
                                mayPass(outcome) && System.nanoTime() - budgetEnd < 0
                                        ? CompletableFuture.supplyAsync(() -> job, AFTER_A_PAUSE)
                                                .thenCompose(again -> annotate(again, budgetEnd))
                                        : CompletableFuture.completedFuture(outcome));
    }

    private CompletableFuture<AcknowledgeType> publish(
            ConsumerRecord<byte[], byte[]> record, String flightId, Outcome outcome) {
        long start = System.nanoTime();
        var result =
                new InferenceResult(
                        text(record.key()),
                        flightId,
                        outcome.contract(),
                        record.deliveryCount().map(Short::intValue).orElse(0),
                        runner,
                        Instant.now());
        var headers = header(record, Headers.TRACEPARENT).map(List::of).orElse(List.of());
        return sink.publish(record.key(), headers, result)
                .thenApply(
                        _ -> {
                            meters.published(System.nanoTime() - start);
                            return AcknowledgeType.ACCEPT;
                        });
    }

    private CompletableFuture<AcknowledgeType> failed(
            ConsumerRecord<byte[], byte[]> record, Throwable fault) {
        var cause = fault.getCause() == null ? fault : fault.getCause();
        if (!(fault instanceof BrokenRecordException || cause instanceof BrokenRecordException)) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", cause.toString())
                    .log("no result could be published, the request goes back");
            return CompletableFuture.completedFuture(AcknowledgeType.RELEASE);
        }
        if (header(record, Headers.FLIGHT_ID).isEmpty()) {
            return CompletableFuture.completedFuture(AcknowledgeType.REJECT);
        }
        var outcome =
                Outcome.failure(
                        FailureCode.SCHEMA, Stage.ADMIT, String.valueOf(cause.getMessage()));
        return publish(record, flightId(record), outcome)
                .exceptionally(_ -> AcknowledgeType.RELEASE);
    }

    private static Job job(InferenceRequest request, boolean alone, long budgetEnd) {
        return new Job(
                request.getContent(),
                request.getTasks(),
                request.getLane() == Lane.INTERACTIVE,
                alone,
                budgetEnd,
                request.getDeadline());
    }

    private Outcome exhausted(int delivery) {
        return Outcome.failure(
                FailureCode.EXHAUSTED,
                Stage.QUEUE,
                "delivery "
                        + delivery
                        + " of at most "
                        + deliveryLimit
                        + ", the runners that had it before never answered");
    }

    /** Fetching has its own retries, which know when a server wants to be left alone. */
    private static boolean mayPass(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                && failure.failed().getRetryable()
                && failure.failed().getStage() != Stage.FETCH;
    }

    private static Optional<Header> header(ConsumerRecord<byte[], byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .filter(header -> header.value() != null);
    }

    private static String flightId(ConsumerRecord<byte[], byte[]> record) {
        return header(record, Headers.FLIGHT_ID).map(header -> text(header.value())).orElse("");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
