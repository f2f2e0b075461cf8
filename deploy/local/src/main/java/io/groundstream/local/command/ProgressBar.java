package io.groundstream.local.command;

import io.groundstream.local.terminal.Terminal;

import java.util.function.IntConsumer;

/** How much of the work is done, on standard error, if somebody looks at it. */
final class ProgressBar implements IntConsumer {
    private static final long REDRAW_NANOS = 100_000_000;

    private final ProgressLine line;
    private final Terminal terminal;
    private final boolean shown;
    private final long start = System.nanoTime();
    private long drawnAt = start - REDRAW_NANOS;
    private int drawn;

    ProgressBar(int total, boolean wanted) {
        this.line = new ProgressLine(total);
        this.terminal = Terminal.find();
        this.shown = wanted && terminal.err();
    }

    @Override
    public void accept(int done) {
        advance(done, 0);
    }

    /** With the bytes that have been moved so far. */
    void advance(int done, long bytes) {
        long now = System.nanoTime();
        if (shown && (line.isWhole(done) || now - drawnAt >= REDRAW_NANOS)) {
            drawnAt = now;
            // the last column stays free: some terminals go to the next line when it is written to
            draw(line.at(done, bytes, now - start, terminal.columns() - 1));
            if (line.isWhole(done)) {
                System.err.println();
            }
        }
    }

    private void draw(String text) {
        System.err.print("\r" + text + " ".repeat(Math.max(0, drawn - text.length())));
        System.err.flush();
        drawn = text.length();
    }
}
