package io.groundstream.console.pipeline;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/** One process whose metrics are read. One thread only. */
final class Instance {
    private final URI metrics;
    private final String name;
    private Kind kind = Kind.UNKNOWN;
    private boolean up;
    private @Nullable Exposition last;
    private long lastNanos;

    /** What it is, as far as it has said so. */
    enum Kind {
        RUNNER,
        TOPOLOGY,
        UNKNOWN
    }

    /**
     * An instance that has not been asked yet.
     *
     * @param base of its probes
     */
    Instance(URI base) {
        this.metrics = URI.create(base.toString().replaceFirst("/+$", "") + "/metrics");
        // without a user and a password, which are nobody's business
        this.name = base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }

    URI metrics() {
        return metrics;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    boolean isUp() {
        return up;
    }

    /** What it last said, if it is up. */
    Optional<Exposition> present() {
        return up ? Optional.ofNullable(last) : Optional.empty();
    }

    /** It has answered: how it has grown since it last did, if it had. */
    Optional<Growth> seen(Exposition now, long nanos) {
        var before = last;
        double seconds = (nanos - lastNanos) / 1e9;
        up = true;
        last = now;
        lastNanos = nanos;
        if (now.has(Names.IMAGES)) {
            kind = Kind.TOPOLOGY;
        } else if (now.has(Names.BATCH_COUNT)) {
            kind = Kind.RUNNER;
        }
        return before == null || seconds <= 0
                ? Optional.empty()
                : Optional.of(new Growth(before, now, seconds));
    }

    /** It has not answered. */
    void missed() {
        up = false;
    }
}
