package io.groundstream.local.bench;

/** Where a measured value lies with a confidence of 95 %. */
record Interval(double low, double high) {
    /** The normal distribution's quantile of 0.975. */
    private static final double Z = 1.959964;

    /**
     * Wilson's score interval for a share of {@code cases} independent cases (Wilson 1927): unlike
     * the normal one it has a width where all cases, or none, were right.
     */
    static Interval wilson(double share, double cases) {
        double z2 = Z * Z / cases;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(share * (1 - share) / cases + z2 / (4 * cases)) / (1 + z2);
        return within(centre - half, centre + half);
    }

    /** The normal interval of a mean in 0…1. */
    static Interval normal(double mean, double standardError) {
        return within(mean - Z * standardError, mean + Z * standardError);
    }

    private static Interval within(double low, double high) {
        return new Interval(Math.max(0, low), Math.min(1, high));
    }
}
