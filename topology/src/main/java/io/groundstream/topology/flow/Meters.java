package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.topology.decide.Answer;
import io.groundstream.topology.decide.Ending;
import io.groundstream.topology.decide.Output;
import io.groundstream.topology.decide.Step;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.streams.processor.TaskId;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What is counted. The topics are exact, these are not: what is processed again after a failure is
 * counted again. Every counter is there from the start, at 0: a rate needs something to grow from.
 * Safe for many threads.
 */
public final class Meters {
    private static final String DEDUPE_HITS = "groundstream.dedupe.hits";
    private static final String DEDUPE_MISSES = "groundstream.dedupe.misses";
    private static final String DEAD_LETTERS = "groundstream.dead.letters";
    private static final String RESULTS_DROPPED = "groundstream.results.dropped";
    private static final String ANSWERS_DROPPED = "groundstream.answers.dropped";
    private static final String REPLAYS_DROPPED = "groundstream.replays.dropped";
    private static final String CLAIMS_DROPPED = "groundstream.claims.dropped";
    private static final String OVERRIDES = "groundstream.moderation.overrides";
    private static final String PICTURES = "groundstream.pictures";
    private static final String POLICY_FAULTS = "groundstream.policy.faults";
    private static final String DELETIONS = "groundstream.deletions";
    private static final String REROUTED = "groundstream.images.rerouted";
    private static final String UNKEYED = "groundstream.images.unkeyed";
    private static final String UNINDEXABLE = "groundstream.search.documents.skipped";
    private static final String UNFORESEEN = "groundstream.failures.unforeseen";
    private static final String ASKED_AGAIN = "groundstream.requests.repeated";
    private static final String UNREADABLE = "unreadable";
    private static final List<String> PLAIN =
            List.of(
                    DEDUPE_MISSES,
                    CLAIMS_DROPPED,
                    POLICY_FAULTS,
                    DELETIONS,
                    REROUTED,
                    UNKEYED,
                    UNINDEXABLE,
                    UNFORESEEN,
                    ASKED_AGAIN);

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
        for (var code : FailureCode.values()) {
            registry.counter(DEAD_LETTERS, "code", code.name());
        }
        for (var reason : Answer.Reason.values()) {
            registry.counter(RESULTS_DROPPED, "reason", reason.label());
            registry.counter(ANSWERS_DROPPED, "reason", reason.label());
        }
        registry.counter(RESULTS_DROPPED, "reason", UNREADABLE);
        registry.counter(ANSWERS_DROPPED, "reason", UNREADABLE);
        registry.counter(REPLAYS_DROPPED, "reason", "stale");
        for (var outcome : new String[] {"taken", "withdrawn", "rerouted", UNREADABLE}) {
            registry.counter(OVERRIDES, "outcome", outcome);
        }
        for (var from : new String[] {"memory", "images"}) {
            registry.counter(PICTURES, "from", from);
        }
        PLAIN.forEach(registry::counter);
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
                registry.counter(DEAD_LETTERS, "code", letter.getCode().name()).increment();
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
        registry.counter(OVERRIDES, "outcome", outcome).increment();
    }

    void policyFault() {
        registry.counter(POLICY_FAULTS).increment();
    }

    /** Shows the revision in force, 0 if there is none. */
    void policyRevision(Supplier<Number> revision) {
        Gauge.builder("groundstream.policy.revision", revision)
                .description("the moderation policy in force")
                .register(registry);
    }

    void deletion() {
        registry.counter(DELETIONS).increment();
    }

    void rerouted() {
        registry.counter(REROUTED).increment();
    }

    void unkeyed() {
        registry.counter(UNKEYED).increment();
    }

    void dropped(String reason) {
        registry.counter(RESULTS_DROPPED, "reason", reason).increment();
    }

    void unindexable() {
        registry.counter(UNINDEXABLE).increment();
    }

    void staleReplay() {
        registry.counter(REPLAYS_DROPPED, "reason", "stale").increment();
    }

    void answerDropped(String reason) {
        registry.counter(ANSWERS_DROPPED, "reason", reason).increment();
    }

    void claimDropped() {
        registry.counter(CLAIMS_DROPPED).increment();
    }

    /** A claim that needed no request of its own. */
    void hit(String kind) {
        registry.counter(DEDUPE_HITS, "kind", kind).increment();
    }

    void miss() {
        registry.counter(DEDUPE_MISSES).increment();
    }

    /** The bytes of an inline picture were taken from there. */
    void picture(String from) {
        registry.counter(PICTURES, "from", from).increment();
    }

    void unforeseen() {
        registry.counter(UNFORESEEN).increment();
    }

    void askedAgain() {
        registry.counter(ASKED_AGAIN).increment();
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
