package io.groundstream.runner.intake;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.runner.annotate.StageObserver;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.trace.Span;
import io.groundstream.schemas.trace.Tracing;

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
    private final Tracing tracing;

    Handling(
            RequestReader reader,
            Function<Job, CompletableFuture<Outcome>> annotator,
            ResultSink sink,
            IntakeMeters meters,
            RunnerIdentity identity,
            Tracing tracing) {
        this.reader = reader;
        this.annotator = annotator;
        this.sink = sink;
        this.meters = meters;
        this.deliveryLimit = identity.deliveryLimit();
        this.runner = identity.name();
        this.tracing = tracing;
    }

    @Override
    public CompletableFuture<AcknowledgeType> handle(
            ConsumerRecord<byte[], byte[]> record, boolean alone, long budgetEnd) {
        int delivery = record.deliveryCount().map(Short::intValue).orElse(0);
        meters.delivered(delivery);
        // since it was written, or the delivery before
        tracing.since(record.timestamp(), "wait", record.headers());
        var span =
                tracing.begin("request", record.headers()).with("groundstream.delivery", delivery);
        var taken = new Taken(record, span);
        return handle(taken, delivery, alone, budgetEnd)
                .exceptionallyCompose(fault -> failed(taken, fault))
                .whenComplete((_, _) -> span.close());
    }

    private CompletableFuture<AcknowledgeType> handle(
            Taken taken, int delivery, boolean alone, long budgetEnd) {
        var record = taken.record();
        if (delivery >= deliveryLimit) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("delivery", delivery)
                    .addKeyValue("trace_id", taken.span().trace().traceId())
                    .log("a request comes for the last time and is given up");
        }
        if (delivery >= deliveryLimit && header(record, Headers.FLIGHT_ID).isPresent()) {
            return publish(taken, flightId(record), exhausted(delivery));
        }
        return decoded(record, budgetEnd)
                .thenCompose(
                        request ->
                                delivery >= deliveryLimit
                                        ? publish(taken, request.getFlightId(), exhausted(delivery))
                                        : annotate(taken, request, alone, budgetEnd));
    }

    private CompletableFuture<AcknowledgeType> annotate(
            Taken taken, InferenceRequest request, boolean alone, long budgetEnd) {
        var job = job(request, alone, budgetEnd, observer(taken.span()));
        return annotate(job, budgetEnd)
                .thenCompose(outcome -> publish(taken, request.getFlightId(), outcome));
    }

    private static StageObserver observer(Span span) {
        return span.isRecorded()
                ? (stage, start, end, rows) -> {
                    try (var past = span.past(stage, start, end)) {
                        if (rows > 0) {
                            past.with("groundstream.batch.size", rows);
                        }
                    }
                }
                : StageObserver.NONE;
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
            Taken taken, String flightId, Outcome outcome) {
        long start = System.nanoTime();
        var record = taken.record();
        if (outcome instanceof Outcome.Failure failure) {
            taken.span().fail(failure.failed().getCode().name());
        }
        var span = taken.span().begin("publish result");
        var result =
                new InferenceResult(
                        text(record.key()),
                        flightId,
                        outcome.contract(),
                        record.deliveryCount().map(Short::intValue).orElse(0),
                        runner,
                        Instant.now());
        return sink.publish(record.key(), headers(record, span), result)
                .whenComplete((_, _) -> span.close())
                .thenApply(
                        _ -> {
                            meters.published(System.nanoTime() - start);
                            return AcknowledgeType.ACCEPT;
                        });
    }

    /** What came goes back as it came, where no spans are made. */
    private List<Header> headers(ConsumerRecord<byte[], byte[]> record, Span span) {
        return tracing.isOn()
                ? List.of(span.trace().header())
                : header(record, Headers.TRACEPARENT).map(List::of).orElse(List.of());
    }

    private CompletableFuture<AcknowledgeType> failed(Taken taken, Throwable fault) {
        var record = taken.record();
        var cause = fault.getCause() == null ? fault : fault.getCause();
        if (!(fault instanceof BrokenRecordException || cause instanceof BrokenRecordException)) {
            log.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("cause", cause.toString())
                    .addKeyValue("trace_id", taken.span().trace().traceId())
                    .log("no result could be published, the request goes back");
            taken.span().fail("released");
            return CompletableFuture.completedFuture(AcknowledgeType.RELEASE);
        }
        if (header(record, Headers.FLIGHT_ID).isEmpty()) {
            return CompletableFuture.completedFuture(AcknowledgeType.REJECT);
        }
        var outcome =
                Outcome.failure(
                        FailureCode.SCHEMA, Stage.ADMIT, String.valueOf(cause.getMessage()));
        return publish(taken, flightId(record), outcome)
                .exceptionally(_ -> AcknowledgeType.RELEASE);
    }

    private static Job job(
            InferenceRequest request, boolean alone, long budgetEnd, StageObserver observer) {
        return new Job(
                request.getContent(),
                request.getTasks(),
                request.getLane() == Lane.INTERACTIVE,
                alone,
                budgetEnd,
                request.getDeadline(),
                observer);
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

    /** A request and the span that it is in. */
    private record Taken(ConsumerRecord<byte[], byte[]> record, Span span) {}
}
