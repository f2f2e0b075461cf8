package io.groundstream.local.command;

import java.io.Console;
import java.util.Optional;
import java.util.function.IntConsumer;

/** How much of the work is done, on standard error, if somebody looks at it. */
final class ProgressBar implements IntConsumer {
    private static final int WIDTH = 30;

    private final int total;
    private final boolean shown;

    ProgressBar(int total, boolean wanted) {
        this.total = total;
        this.shown =
                wanted
                        && Optional.ofNullable(System.console())
                                .filter(Console::isTerminal)
                                .isPresent();
    }

    @Override
    public void accept(int done) {
        if (shown) {
            int filled = (int) ((long) WIDTH * done / total);
            System.err.printf(
                    "\r[%s%s] %d/%d", "#".repeat(filled), ".".repeat(WIDTH - filled), done, total);
            if (done == total) {
                System.err.println();
            }
        }
    }
}
