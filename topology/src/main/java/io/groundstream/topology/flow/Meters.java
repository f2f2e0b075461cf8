package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Verdict;
import io.groundstream.topology.decide.Ending;
import io.groundstream.topology.decide.Output;
import io.groundstream.topology.decide.Step;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.streams.processor.TaskId;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What is counted. The topics are exact, these are not: what is processed again after a failure is
 * counted again. Safe for many threads.
 */
public final class Meters {
    private static final String DEDUPE_HITS = "groundstream.dedupe.hits";

    private final MeterRegistry registry;
    private final ConcurrentHashMap<TaskId, AtomicLong> inFlight = new ConcurrentHashMap<>();

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        for (var ending : Ending.values()) {
            registry.counter("groundstream.images", "outcome", ending.label());
        }
        for (var kind : new String[] {"joined", "stored"}) {
            registry.counter(DEDUPE_HITS, "kind", kind);
        }
        for (var verdict : Verdict.values()) {
            registry.counter("groundstream.moderation.decisions", "verdict", verdict.name());
        }
        registry.counter("groundstream.policy.faults");
        Gauge.builder("groundstream.in.flight", this, Meters::inFlight)
                .description("images that wait for a result of their own or of another")
                .register(registry);
    }

    void count(Step step) {
        step.endings()
                .forEach(
                        ending ->
                                registry.counter("groundstream.images", "outcome", ending.label())
                                        .increment());
        for (var output : step.outputs()) {
            if (output instanceof Output.Letter(var letter)) {
                registry.counter("groundstream.dead.letters", "code", letter.getCode().name())
                        .increment();
            }
        }
    }

    void count(Output output) {
        if (output instanceof Output.Decided(var decision)) {
            decided(decision.getVerdict());
        }
    }

    void decided(Verdict verdict) {
        registry.counter("groundstream.moderation.decisions", "verdict", verdict.name())
                .increment();
    }

    void override(String outcome) {
        registry.counter("groundstream.moderation.overrides", "outcome", outcome).increment();
    }

    void policyFault() {
        registry.counter("groundstream.policy.faults").increment();
    }

    /** Shows the revision in force, 0 if there is none. */
    void policyRevision(Supplier<Number> revision) {
        Gauge.builder("groundstream.policy.revision", revision)
                .description("the moderation policy in force")
                .register(registry);
    }

    void deletion() {
        registry.counter("groundstream.deletions").increment();
    }

    void rerouted() {
        registry.counter("groundstream.images.rerouted").increment();
    }

    void unkeyed() {
        registry.counter("groundstream.images.unkeyed").increment();
    }

    void dropped(String reason) {
        registry.counter("groundstream.results.dropped", "reason", reason).increment();
    }

    void unindexable() {
        registry.counter("groundstream.search.documents.skipped").increment();
    }

    void staleReplay() {
        registry.counter("groundstream.replays.dropped", "reason", "stale").increment();
    }

    void answerDropped(String reason) {
        registry.counter("groundstream.answers.dropped", "reason", reason).increment();
    }

    void claimDropped() {
        registry.counter("groundstream.claims.dropped").increment();
    }

    /** A claim that needed no request of its own. */
    void hit(String kind) {
        registry.counter(DEDUPE_HITS, "kind", kind).increment();
    }

    void miss() {
        registry.counter("groundstream.dedupe.misses").increment();
    }

    /** The bytes of an inline picture were taken from there. */
    void picture(String from) {
        registry.counter("groundstream.pictures", "from", from).increment();
    }

    void unforeseen() {
        registry.counter("groundstream.failures.unforeseen").increment();
    }

    void askedAgain() {
        registry.counter("groundstream.requests.repeated").increment();
    }

    /** The gauge's share of one task. */
    Task task(TaskId id) {
        return new Task(id, inFlight.computeIfAbsent(id, _ -> new AtomicLong()));
    }

    private double inFlight() {
        return inFlight.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Counts the images in flight of one task. */
    final class Task {
        private final TaskId id;
        private final AtomicLong count;

        private Task(TaskId id, AtomicLong count) {
            this.id = id;
            this.count = count;
        }

        void flying() {
            count.incrementAndGet();
        }

        void landed() {
            count.decrementAndGet();
        }

        void start(long pending) {
            count.set(pending);
        }

        void close() {
            inFlight.remove(id);
        }
    }
}
