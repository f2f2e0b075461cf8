package io.groundstream.runner.intake;

import java.time.Duration;

/**
 * Decides whether this process takes one request at a time. A request that kills its runner comes
 * back, with all that was held beside it; whoever meets it again must hold nothing else, or
 * innocent requests use up their deliveries with it.
 *
 * <p>A process starts cautious, because it may have just died of such a request. It becomes bold
 * after enough polls in a row that brought only first deliveries (enough for every partition to
 * have had its turn), or when nothing was suspect for long. A request that comes again makes it
 * cautious, and once it has seen one, only time makes it bold. It never reads the clock; the caller
 * guards it.
 */
final class Caution {
    private final int cleanPollsNeeded;
    private final long quiet;
    private boolean cautious = true;
    private boolean sawSuspect;
    private int cleanPolls;
    private long quietSince;

    Caution(int cleanPollsNeeded, Duration quiet, long now) {
        this.cleanPollsNeeded = cleanPollsNeeded;
        this.quiet = quiet.toNanos();
        this.quietSince = now;
    }

    /** A poll brought requests. */
    void polled(boolean suspects, long now) {
        if (suspects) {
            cautious = true;
            sawSuspect = true;
            cleanPolls = 0;
            quietSince = now;
        } else {
            cleanPolls++;
        }
    }

    boolean isCautious(long now) {
        boolean clean = !sawSuspect && cleanPolls >= cleanPollsNeeded;
        if (cautious && (clean || now - quietSince >= quiet)) {
            cautious = false;
            sawSuspect = false;
        }
        return cautious;
    }
}
