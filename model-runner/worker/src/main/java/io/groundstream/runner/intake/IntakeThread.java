package io.groundstream.runner.intake;

import org.apache.kafka.clients.consumer.ShareConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Owns one consumer and does round after round with it. The consumer's poll size is fixed for its
 * life, so another size means another consumer; a round that failed leaves requests that only
 * closing its consumer gives back.
 */
final class IntakeThread implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(IntakeThread.class);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration STILL = Duration.ofSeconds(1);

    private final int index;
    private final Conductor conductor;
    private final Round round;
    private final Consumers consumers;
    private final Signals signals;

    private @Nullable ShareConsumer<byte[], byte[]> consumer;
    private Turn current = Turn.WAIT;
    private boolean mayHoldMore;
    private Duration pause = SHORT;

    IntakeThread(
            int index, Conductor conductor, Round round, Consumers consumers, Signals signals) {
        this.index = index;
        this.conductor = conductor;
        this.round = round;
        this.consumers = consumers;
        this.signals = signals;
    }

    @Override
    public void run() {
        try {
            while (signals.closing().getCount() > 0) {
                turn(conductor.turn(index, System.nanoTime()));
            }
        } catch (InterruptedException _) {
            log.warn("the intake was interrupted and ends");
        } finally {
            release();
        }
    }

    private void turn(Turn turn) throws InterruptedException {
        if (!signals.standstill().isOver()) {
            release();
            rest(STILL);
            return;
        }
        if (turn.pollSize() == 0) {
            release();
            rest(SHORT);
            return;
        }
        try {
            var end = round.run(consumer(turn), turn.exclusive());
            mayHoldMore = end == Round.End.EMPTY;
            signals.subscribed().countDown();
            recover(end);
        } catch (RuntimeException e) {
            if (!signals.standstill().beganWith(e)) {
                log.atError().setCause(e).log("a round failed, its requests go back");
            }
            release();
            recover(Round.End.RELEASED);
        }
    }

    /** A request that goes back comes again at once: only a pause saves its deliveries. */
    private void recover(Round.End end) throws InterruptedException {
        if (end == Round.End.RELEASED) {
            pause = pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
            rest(pause);
        } else if (end == Round.End.ANSWERED) {
            pause = SHORT;
        }
    }

    private void rest(Duration time) throws InterruptedException {
        // waking early because of closing is what the loop looks at next
        var _ = signals.closing().await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private ShareConsumer<byte[], byte[]> consumer(Turn turn) {
        var open = consumer;
        if (open != null && serves(turn)) {
            return open;
        }
        release();
        var fresh = consumers.open(turn.lanes(), turn.pollSize());
        consumer = fresh;
        current = turn;
        log.atInfo()
                .addKeyValue("thread", index)
                .addKeyValue("lanes", turn.lanes())
                .addKeyValue("pollSize", turn.pollSize())
                .log("consuming");
        return fresh;
    }

    private boolean serves(Turn turn) {
        boolean same =
                turn.lanes().equals(current.lanes()) && turn.pollSize() == current.pollSize();
        // after an empty poll it fetches on, and closing it would use up a delivery of what came
        return same || (turn.pollSize() > current.pollSize() && mayHoldMore);
    }

    private void release() {
        var open = consumer;
        consumer = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                log.atWarn().addKeyValue("cause", e.toString()).log("a consumer did not close");
            }
        }
    }
}
