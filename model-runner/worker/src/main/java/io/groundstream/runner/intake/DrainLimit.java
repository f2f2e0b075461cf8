package io.groundstream.runner.intake;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;

import org.apache.kafka.clients.consumer.AcknowledgeType;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The end of a closing intake's patience. From then on a request that has no answer yet goes back,
 * for another runner to answer, and an outcome that comes after all is dropped: nothing is
 * published of what was only cut short.
 */
final class DrainLimit {
    private final CompletableFuture<AcknowledgeType> over = new CompletableFuture<>();

    void end() {
        var _ = over.complete(AcknowledgeType.RELEASE);
    }

    RequestHandler around(RequestHandler handler) {
        return (request, alone, budgetEnd) ->
                over.isDone()
                        ? over
                        : handler.handle(request, alone, budgetEnd)
                                .applyToEither(over, Function.identity());
    }

    Function<Job, CompletableFuture<Outcome>> around(
            Function<Job, CompletableFuture<Outcome>> annotator) {
        return job ->
                annotator
                        .apply(job)
                        .thenCompose(
                                outcome ->
                                        over.isDone()
                                                ? new CompletableFuture<>()
                                                : CompletableFuture.completedFuture(outcome));
    }
}
