package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.Lane;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Tells the threads of one process who may poll, and how much. While the process is cautious only
 * the first thread polls, one request at a time, and the others hold no consumer: one that is not
 * polled goes on fetching behind its owner's back.
 *
 * <p>Otherwise each thread has one lane, in turn. The group's coordinator shares partitions out
 * without looking at topics: of consumers with both lanes, one might get all partitions of a lane
 * that nobody uses, and have nothing to do.
 *
 * <p>Ordinary rounds share the lock from before the poll until their acknowledgements are
 * committed; what must be alone takes it exclusively.
 */
final class Conductor {
    private static final Logger log = LoggerFactory.getLogger(Conductor.class);
    private static final Duration JOINING = Duration.ofSeconds(10);
    private static final Lane[] LANES = Lane.values();

    private final ReadWriteLock inFlight = new ReentrantReadWriteLock(true);
    private final Caution caution;
    private final Pace pace;
    private final int threads;
    private boolean othersReceive;
    private long boldSince;

    Conductor(Caution caution, Pace pace, int threads) {
        this.caution = caution;
        this.pace = pace;
        this.threads = threads;
        tellPace();
    }

    static Conductor of(GroupLimits limits, IntakeSettings settings, Duration timeAlone) {
        return new Conductor(
                new Caution(2 * limits.partitions(), limits.lock(), System.nanoTime()),
                new Pace(limits.lock(), settings.mostPerPoll(), settings.rounds(), timeAlone),
                settings.threads());
    }

    Lock shared() {
        return inFlight.readLock();
    }

    Lock exclusive() {
        return inFlight.writeLock();
    }

    synchronized Turn turn(int thread, long now) {
        if (caution.isCautious(now)) {
            othersReceive = false;
            boldSince = now;
            return thread == 0 ? Turn.single(true) : Turn.WAIT;
        }
        boolean othersJoin = !othersReceive && now - boldSince < JOINING.toNanos();
        if (thread == 0 && threads > 1 && othersJoin) {
            // a new consumer takes a while to join: meanwhile this one goes on as it is
            return Turn.single(false);
        }
        return new Turn(Set.of(LANES[thread % LANES.length]), pace.size(), false);
    }

    synchronized void polled(int thread, boolean suspects, long now) {
        caution.polled(suspects, now);
        othersReceive |= thread != 0;
    }

    synchronized void answered(int images, long nanos) {
        int before = pace.size();
        pace.learn(images, nanos);
        if (pace.size() != before) {
            tellPace();
        }
    }

    private void tellPace() {
        log.atInfo()
                .addKeyValue("requests", pace.size())
                .addKeyValue("most", pace.most())
                .log("polls take");
    }
}
