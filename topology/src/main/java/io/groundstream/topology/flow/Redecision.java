package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ModerationWalk;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.moderate.Policy;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/**
 * When another policy comes into force, decides all images of a task again, a few at a time, so
 * that fresh ones need not wait. How far it has come is kept with the decisions: after a failure it
 * goes on there. Images that were decided under the policy in force are left alone.
 */
final class Redecision {
    static final Duration INTERVAL = Duration.ofMillis(200);

    private static final int MOST_AT_ONCE = 500;
    private static final long MOST_NANOS = Duration.ofMillis(50).toNanos();
    private static final String ONLY = "walk";

    private final Policies policies;
    private final ModerationStore store;
    private final Decisions decisions;
    private final KeyValueStore<String, ModerationWalk> kept;
    private @Nullable ModerationWalk walk;

    Redecision(
            ProcessorContext<String, byte[]> context,
            Policies policies,
            ModerationStore store,
            Decisions decisions) {
        this.policies = policies;
        this.store = store;
        this.decisions = decisions;
        this.kept = context.getStateStore(Nodes.MODERATION_WALK);
    }

    void run() {
        var policy = policies.inForce();
        var before = walk == null ? kept.get(ONLY) : walk;
        if (before == null || !ModerationStore.isWalkUnder(policy, before)) {
            before = at(policy, "", false);
        }
        walk = before.getDone() ? before : step(policy, before);
        if (!walk.equals(before)) {
            kept.put(ONLY, walk);
        }
    }

    private ModerationWalk step(Policy policy, ModerationWalk before) {
        long start = System.nanoTime();
        var images = store.after(before.getLastImageId(), MOST_AT_ONCE);
        for (var image : images) {
            var state = image.state();
            if (state.getAnnotated() && !ModerationStore.isDecidedUnder(policy, state)) {
                decisions.decide(image.imageId(), state, policy, Trace.create());
            }
            if (System.nanoTime() - start > MOST_NANOS) {
                return at(policy, image.imageId(), false);
            }
        }
        return images.size() < MOST_AT_ONCE
                ? at(policy, "", true)
                : at(policy, images.getLast().imageId(), false);
    }

    private static ModerationWalk at(Policy policy, String lastImageId, boolean done) {
        return new ModerationWalk(policy.revision(), policy.digest(), lastImageId, done);
    }
}
