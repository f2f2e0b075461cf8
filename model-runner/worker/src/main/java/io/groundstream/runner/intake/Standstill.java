package io.groundstream.runner.intake;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/**
 * While the cluster refuses this runner, nobody polls: each request that is taken and cannot be
 * answered would cost one of its deliveries, and the broker drops it silently after the last. What
 * the threads had goes back, and the cluster is asked again and again whether it allows the work.
 */
final class Standstill {
    private static final Logger log = LoggerFactory.getLogger(Standstill.class);

    private final Permit permit;
    private volatile String reason = "";

    Standstill(Permit permit) {
        this.permit = permit;
    }

    /** Begins if it was a refusal that made something fail; true if it was. */
    boolean beganWith(Throwable failure) {
        var words = permit.refusal(failure);
        words.ifPresent(this::begin);
        return words.isPresent();
    }

    /** True if work may go on; asks the cluster if it could not before. */
    boolean isOver() {
        return reason().isEmpty() || ask();
    }

    /** Why nothing is taken; empty if there is no standstill. */
    String reason() {
        return reason;
    }

    // one thread asks, and the others hear of it when they come
    private synchronized boolean ask() {
        if (reason().isEmpty()) {
            return true;
        }
        var still = hindrance();
        if (still.isPresent()) {
            begin(still.get());
            return false;
        }
        reason = "";
        log.info("the cluster allows the work again");
        return true;
    }

    private Optional<String> hindrance() {
        var refused = permit.refusal();
        if (refused.isPresent()) {
            return refused;
        }
        try {
            permit.renew();
            return Optional.empty();
        } catch (KafkaException e) {
            return Optional.of(
                    "no client can be made: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    // without the lock: the producer's own thread comes here, and renewing waits for that thread
    private void begin(String why) {
        if (!why.equals(reason)) {
            reason = why;
            log.atWarn().addKeyValue("reason", why).log("refused, no requests are taken");
        }
    }
}
