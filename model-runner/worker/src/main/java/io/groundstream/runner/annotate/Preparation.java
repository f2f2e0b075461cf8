package io.groundstream.runner.annotate;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.Fetcher;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.language.BadTaskException;
import io.groundstream.runner.language.Language;
import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskRequest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that happens to a job before the model: tasks checked and bytes fetched, which may wait for
 * others, then the picture decoded, which keeps a core busy.
 */
final class Preparation {
    private final Fetcher fetcher;
    private final ImageGate gate;
    private final Language language;
    private final Meters meters;

    Preparation(Fetcher fetcher, ImageGate gate, Language language, Meters meters) {
        this.fetcher = fetcher;
        this.gate = gate;
        this.language = language;
        this.meters = meters;
    }

    /** A job whose bytes are here. */
    record Raw(List<TaskRequest> tasks, List<long[]> prompts, Picture fetched, long fetchNanos) {}

    Raw fetch(Job job) throws RefusedJobException {
        var tasks = tasks(job);
        var prompts = prompts(tasks);
        long start = System.nanoTime();
        var fetched = picture(job);
        long end = System.nanoTime();
        long nanos = end - start;
        meters.time(Meters.StageName.FETCH, nanos);
        job.observer().ended("fetch", start, end, 0);
        return new Raw(tasks, prompts, fetched, nanos);
    }

    Ready decode(Job job, Raw raw) throws RefusedJobException {
        long start = System.nanoTime();
        var picture = decode(raw.fetched());
        long end = System.nanoTime();
        long nanos = end - start;
        meters.time(Meters.StageName.DECODE, nanos);
        job.observer().ended("decode", start, end, 0);
        return new Ready(
                picture,
                raw.fetched().sha256(),
                raw.tasks(),
                raw.prompts(),
                raw.fetchNanos(),
                nanos);
    }

    private static List<TaskRequest> tasks(Job job) throws RefusedJobException {
        try {
            return TaskRules.check(job.tasks());
        } catch (BadTaskException e) {
            throw badTask(e);
        }
    }

    private List<long[]> prompts(List<TaskRequest> tasks) throws RefusedJobException {
        var prompts = new ArrayList<long[]>();
        try {
            for (var task : tasks) {
                prompts.add(language.prompt(task));
            }
        } catch (BadTaskException e) {
            throw badTask(e);
        }
        return prompts;
    }

    private Picture picture(Job job) throws RefusedJobException {
        return switch (fetcher.fetch(job.content(), until(job))) {
            case Picture picture -> picture;
            case NotFetched(var code, var message, boolean retryable) ->
                    throw new RefusedJobException(
                            new Outcome.Failure(new Failed(code, Stage.FETCH, message, retryable)));
        };
    }

    /** Whichever comes first: what the job was given for it, or the publisher's deadline. */
    private static long until(Job job) {
        if (job.deadline() == null) {
            return job.fetchUntil();
        }
        long now = System.nanoTime();
        var left = Duration.between(Instant.now(), job.deadline());
        var mine = Duration.ofNanos(job.fetchUntil() - now);
        return now + (left.compareTo(mine) < 0 ? left : mine).toNanos();
    }

    private Prepared decode(Picture fetched) throws RefusedJobException {
        return switch (gate.prepare(fetched.bytes())) {
            case Prepared prepared -> prepared;
            case Refused(var code, var message) ->
                    throw new RefusedJobException(Outcome.failure(code, Stage.DECODE, message));
        };
    }

    private static RefusedJobException badTask(BadTaskException e) {
        return new RefusedJobException(Outcome.failure(FailureCode.BAD_TASK, Stage.ADMIT, e.why()));
    }
}
