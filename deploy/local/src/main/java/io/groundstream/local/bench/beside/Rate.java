package io.groundstream.local.bench.beside;

import java.util.List;

/** Images a second once everything is warm. */
public final class Rate {
    private static final int LUMP = 16;

    private Rate() {}

    /**
     * From the share {@code from} to the share {@code to} of the moments. Results come in lumps, a
     * batch each, so both ends are moved to the end of a lump.
     *
     * @param moments in milliseconds, sorted
     */
    public static double between(List<Long> moments, double from, double to) {
        return between(moments, from, to, LUMP);
    }

    private static double between(List<Long> moments, double from, double to, int lump) {
        int first = lumpEnd(moments, (int) (from * (moments.size() - 1)), lump);
        int last = lumpEnd(moments, (int) (to * (moments.size() - 1)), lump);
        double seconds = (moments.get(last) - moments.get(first)) / 1e3;
        return (last - first) / seconds;
    }

    /** The start, with its cold code and its caution, left out. */
    public static double steady(List<Long> moments) {
        return steady(moments, LUMP);
    }

    /** The same where results come so many at a time. */
    public static double steady(List<Long> moments, int lump) {
        return between(moments, 0.3, 1, lump);
    }

    /** Of the next few, the one with the longest pause after it. */
    private static int lumpEnd(List<Long> moments, int from, int lump) {
        int best = from;
        long longest = -1;
        for (int i = from; i < Math.min(from + lump, moments.size() - 1); i++) {
            long pause = moments.get(i + 1) - moments.get(i);
            if (pause > longest) {
                longest = pause;
                best = i;
            }
        }
        return best;
    }
}
