package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.Answer;
import io.groundstream.runner.batch.Answer.Broken;
import io.groundstream.runner.batch.Answer.Closed;
import io.groundstream.runner.batch.Answer.Done;
import io.groundstream.runner.batch.Answer.Late;
import io.groundstream.runner.generate.GenerationException;
import io.groundstream.runner.language.Language;
import io.groundstream.runner.language.Said;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Timings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes one outcome of the answers to a job's tasks: all of them, or the first failure. */
final class Assembly {
    private final Language language;
    private final ModelInfo model;

    Assembly(Language language, ModelInfo model) {
        this.language = language;
        this.model = model;
    }

    Outcome outcome(Ready ready, List<Answer<Said>> answers) {
        var results = new ArrayList<TaskResult>();
        long queue = 0;
        long compute = 0;
        int batch = 0;
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case Done<Said>(var said, long queueNanos, long computeNanos, int batchSize) -> {
                    results.add(
                            language.result(ready.tasks().get(i), ready.prompts().get(i), said));
                    queue = Math.max(queue, queueNanos);
                    compute = Math.max(compute, computeNanos);
                    batch = Math.max(batch, batchSize);
                }
                case Late<Said> _ -> {
                    return late();
                }
                case Broken<Said>(var cause) -> {
                    return isCancelled(cause) ? closing() : broken(cause);
                }
                case Closed<Said> _ -> {
                    return closing();
                }
            }
        }
        var timings =
                new Timings(
                        micros(ready.fetchNanos()),
                        micros(ready.decodeNanos()),
                        micros(queue),
                        micros(compute),
                        batch);
        return new Outcome.Success(
                new Generated(
                        ready.sha256(),
                        ready.picture().width(),
                        ready.picture().height(),
                        ready.picture().mediaType(),
                        results,
                        model,
                        timings));
    }

    static Outcome.Failure late() {
        return Outcome.failure(
                FailureCode.TIMEOUT, Stage.QUEUE, "the deadline passed before the work began");
    }

    static Outcome.Failure closing() {
        return Outcome.transientFailure(
                FailureCode.INTERNAL, Stage.QUEUE, "the model-runner was closing");
    }

    private static boolean isCancelled(Throwable cause) {
        return cause instanceof GenerationException generation && generation.isCancelled();
    }

    private static Outcome broken(Throwable cause) {
        var message = "the model failed on this picture alone: " + cause;
        return isTransient(cause)
                ? Outcome.transientFailure(FailureCode.MODEL, Stage.INFERENCE, message)
                : Outcome.failure(FailureCode.MODEL, Stage.INFERENCE, message);
    }

    /** Want of memory passes; everything else would happen again. */
    private static boolean isTransient(Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            return true;
        }
        var runtime = cause instanceof GenerationException ? cause.getCause() : null;
        var words = String.valueOf(runtime).toLowerCase(Locale.ROOT);
        return words.contains("memory") || words.contains("alloc");
    }

    private static long micros(long nanos) {
        return nanos / 1_000;
    }
}
