package io.groundstream.runner.intake;

import io.groundstream.runner.annotate.Job;
import io.groundstream.runner.annotate.Outcome;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The threads that take requests; each has a round of its own under way. */
public final class Intake implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final DrainLimit limit = new DrainLimit();
    private final Signals signals;

    private Intake(Permit permit) {
        this.signals = new Signals(new Standstill(permit));
    }

    /**
     * Starts taking requests.
     *
     * @throws ConfigException if one image takes too much of the group's lock
     */
    public static Intake start(
            IntakeSettings settings,
            GroupLimits limits,
            Consumers consumers,
            Work work,
            MeterRegistry registry) {
        if (Pace.isHopeless(limits.lock(), work.timeAlone())) {
            throw new ConfigException(
                    "one image takes "
                            + work.timeAlone()
                            + ", which must be at most half of share.record.lock.duration.ms, "
                            + limits.lock()
                            + ": raise the lock or take a faster provider");
        }
        var intake = new Intake(work.permit());
        var meters = new IntakeMeters(registry);
        var conductor = Conductor.of(limits, settings, work.timeAlone());
        var handling =
                new Handling(
                        work.decoder()::decode,
                        intake.limit.around(work.annotator()),
                        intake.watched(work.sink()),
                        meters,
                        new RunnerIdentity(settings.name(), limits.deliveries()),
                        work.tracing());
        var bounded = intake.limit.around(handling);
        for (int i = 0; i < settings.threads(); i++) {
            var round = new Round(i, conductor, bounded, meters, limits.lock());
            var loop = new IntakeThread(i, conductor, round, consumers, intake.signals);
            intake.threads.add(Thread.ofPlatform().name("intake-" + i).start(loop));
        }
        return intake;
    }

    /** What is done with requests, and what the cluster allows. */
    public record Work(
            Decoder<InferenceRequest> decoder,
            Function<Job, CompletableFuture<Outcome>> annotator,
            ResultSink sink,
            Duration timeAlone,
            Permit permit,
            Tracing tracing) {
        /** Without traces, in a cluster that allows everything. */
        public Work(
                Decoder<InferenceRequest> decoder,
                Function<Job, CompletableFuture<Outcome>> annotator,
                ResultSink sink,
                Duration timeAlone) {
            this(decoder, annotator, sink, timeAlone, Permit.ALWAYS, Tracing.off());
        }
    }

    /** Why no requests are taken although nobody closed it; empty if they are. */
    public String standstill() {
        return signals.standstill().reason();
    }

    /** A result that may not be published keeps the threads from taking more. */
    private ResultSink watched(ResultSink sink) {
        return (key, headers, result) ->
                sink.publish(key, headers, result)
                        .whenComplete(
                                (_, fault) -> {
                                    if (fault != null) {
                                        var _ = signals.standstill().beganWith(fault);
                                    }
                                });
    }

    /**
     * True from the first poll on, until it is closed, the cluster refuses the work or a thread has
     * died.
     */
    public boolean isTaking() {
        return standstill().isEmpty()
                && signals.subscribed().getCount() == 0
                && signals.closing().getCount() > 0
                && threads.stream().allMatch(Thread::isAlive);
    }

    /** False if a thread has died although nobody closed it. */
    public boolean isAlive() {
        return signals.closing().getCount() == 0 || threads.stream().allMatch(Thread::isAlive);
    }

    /** Gives back what is not answered yet, so that a close under way ends soon. */
    public void giveBack() {
        limit.end();
    }

    /** Ends the rounds under way, then returns; no request is taken any more. */
    @Override
    public void close() {
        signals.closing().countDown();
        boolean interrupted = false;
        for (var thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
