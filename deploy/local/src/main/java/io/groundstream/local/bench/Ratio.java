package io.groundstream.local.bench;

/**
 * What was right of what was asked, over many scenes. Cases of one scene stand and fall together,
 * so the interval rests on the spread between scenes: the variance of a ratio estimator with scenes
 * as its clusters (Cochran 1977, <i>Sampling Techniques</i>, 6.4). Belongs to one thread.
 */
final class Ratio {
    private int scenes;
    private long cases;
    private double right;
    private double rightSquared;
    private double casesSquared;
    private double product;

    void add(Mark mark) {
        scenes++;
        cases += mark.cases();
        right += mark.right();
        rightSquared += mark.right() * mark.right();
        casesSquared += (double) mark.cases() * mark.cases();
        product += mark.right() * mark.cases();
    }

    long cases() {
        return cases;
    }

    /** Not a number where nothing was asked. */
    double value() {
        return right / cases;
    }

    /**
     * The interval of a share: Wilson's, for as many independent cases as the cases of these scenes
     * are worth, which is never more than there are.
     */
    Interval ofShare() {
        double share = value();
        double independent = share * (1 - share) / cases;
        double effect = independent > 0 ? Math.max(1, variance() / independent) : 1;
        return Interval.wilson(share, cases / effect);
    }

    /** The interval of a mean. */
    Interval ofMean() {
        return Interval.normal(value(), Math.sqrt(variance()));
    }

    private double variance() {
        if (scenes < 2) {
            return 0;
        }
        double mean = value();
        double spread = rightSquared - 2 * mean * product + mean * mean * casesSquared;
        // rounding may leave less than nothing
        return Math.max(0, spread) * scenes / (scenes - 1) / cases / cases;
    }
}
