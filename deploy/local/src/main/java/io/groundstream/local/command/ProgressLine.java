package io.groundstream.local.command;

import java.time.Duration;
import java.util.Locale;

/**
 * What is said about work under way: a bar, how many of how many, bytes, rates, and the time that
 * is left if it goes on like that.
 */
record ProgressLine(int total) {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 5;
    private static final double NANOS = 1e9;

    boolean isWhole(int done) {
        return done >= total;
    }

    /**
     * The line.
     *
     * @param bytes moved so far; 0 where bytes are not the matter
     * @param nanos since the start
     * @param columns that it may take
     */
    String at(int done, long bytes, long nanos, int columns) {
        var words = words(done, bytes, nanos / NANOS);
        int bar = Math.min(WIDEST_BAR, columns - words.length() - 3);
        var text = bar < NARROWEST_BAR ? words : bar(done, bar) + words;
        return text.length() > columns ? text.substring(0, columns) : text;
    }

    private String words(int done, long bytes, double seconds) {
        var words = new StringBuilder().append(done).append('/').append(total);
        if (bytes > 0) {
            words.append("  ").append(Bytes.words(bytes));
        }
        if (done > 0 && seconds > 0) {
            double rate = done / seconds;
            words.append(String.format(Locale.ROOT, rate < 10 ? "  %.1f/s" : "  %.0f/s", rate));
            if (bytes > 0) {
                words.append("  ").append(Bytes.words((long) (bytes / seconds))).append("/s");
            }
            if (!isWhole(done)) {
                words.append("  ").append(clock((total - done) / rate)).append(" left");
            }
        }
        return words.toString();
    }

    private String bar(int done, int width) {
        int filled = (int) ((long) width * Math.min(done, total) / total);
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] ";
    }

    /** As 0:07, 12:30 or 1:02:03. */
    private static String clock(double seconds) {
        var left = Duration.ofSeconds(Math.round(Math.ceil(seconds)));
        var hours = left.toHours() > 0 ? left.toHours() + ":" : "";
        return hours
                + "%s:%02d"
                        .formatted(
                                hours.isEmpty()
                                        ? Integer.toString(left.toMinutesPart())
                                        : "%02d".formatted(left.toMinutesPart()),
                                left.toSecondsPart());
    }
}
