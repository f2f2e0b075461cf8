package io.groundstream.topology;

import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.topology.flow.Sample;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Answers requests as a runner would, without a model. Gives every answer twice, as a runner may
 * that died before it could acknowledge.
 */
final class FakeRunner implements AutoCloseable {
    final ConcurrentLinkedQueue<InferenceRequest> seen = new ConcurrentLinkedQueue<>();
    private final Installation installation;
    private final Function<InferenceRequest, Optional<Object>> answers;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private FakeRunner(
            Installation installation, Function<InferenceRequest, Optional<Object>> answers) {
        this.installation = installation;
        this.answers = answers;
        this.thread = new Thread(this::run, "fake-runner");
    }

    /** Answers with what the function says; nothing means no answer. */
    static FakeRunner start(
            Installation installation, Function<InferenceRequest, Optional<Object>> answers) {
        var runner = new FakeRunner(installation, answers);
        runner.thread.start();
        return runner;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw new AssertionError("the fake runner failed", failure);
        }
    }

    private void run() {
        var topics = installation.topics;
        try (var consumer = installation.consumer(topics.prefix() + "fake-runner")) {
            consumer.subscribe(
                    List.of(
                            topics.inferenceRequests(Lane.INTERACTIVE),
                            topics.inferenceRequests(Lane.BULK)));
            while (!stopped) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    var request = installation.decode(record, InferenceRequest.class);
                    seen.add(request);
                    answers.apply(request).ifPresent(outcome -> answer(request, outcome));
                }
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void answer(InferenceRequest request, Object outcome) {
        var result =
                InferenceResult.newBuilder()
                        .setWorkKey(request.getWorkKey())
                        .setFlightId(request.getFlightId())
                        .setOutcome(Sample.about(request, outcome))
                        .build();
        for (int i = 0; i < 2; i++) {
            installation.send(installation.topics.inferenceResults(), request.getWorkKey(), result);
        }
    }
}
