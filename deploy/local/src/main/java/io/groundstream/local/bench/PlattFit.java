package io.groundstream.local.bench;

import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Calibration.Curve;

import java.util.List;

/**
 * Fits Platt's curve to claims: the scale and offset that make their being right most likely.
 * Newton's method with a line search (Lin, Lin and Weng 2007, <i>A note on Platt's probabilistic
 * outputs</i>), against Platt's smoothed targets, so that claims which all are right do not ask for
 * certainty. The same claims give the same curve.
 */
final class PlattFit {
    /** A curve must rise: where raw confidence tells nothing of the truth, it hardly does. */
    private static final double LEAST_SCALE = 1e-3;

    private static final int MOST_STEPS = 100;

    /**
     * Keeps a step finite where all confidences are alike; the curve that it leads to is the same.
     */
    private static final double RIDGE = 1e-6;

    private static final double FLAT = 1e-9;
    private static final double SHORTEST = 1e-10;

    private final double[] logits;
    private final double[] targets;

    private PlattFit(List<Claimed> claims) {
        long right = claims.stream().filter(Claimed::right).count();
        long wrong = claims.size() - right;
        this.logits = claims.stream().mapToDouble(c -> Calibration.logit(c.raw())).toArray();
        this.targets =
                claims.stream()
                        .mapToDouble(
                                c -> c.right() ? (right + 1.0) / (right + 2) : 1.0 / (wrong + 2))
                        .toArray();
    }

    static Curve of(List<Claimed> claims) {
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("nothing was claimed: there is nothing to fit");
        }
        var fit = new PlattFit(claims);
        var free = fit.climb(new Curve(1, 0), true);
        return free.scale() >= LEAST_SCALE ? free : fit.climb(new Curve(LEAST_SCALE, 0), false);
    }

    private Curve climb(Curve start, boolean scaled) {
        var at = start;
        for (int step = 0; step < MOST_STEPS; step++) {
            var next = step(at, scaled);
            if (next.equals(at)) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** One step of Newton's, halved until it makes the claims likelier; the same curve if none. */
    private Curve step(Curve at, boolean scaled) {
        double g1 = 0;
        double g2 = 0;
        double h11 = RIDGE;
        double h22 = RIDGE;
        double h21 = 0;
        for (int i = 0; i < logits.length; i++) {
            double p = 1 / (1 + Math.exp(-(at.scale() * logits[i] + at.offset())));
            double miss = p - targets[i];
            double weight = p * (1 - p);
            g1 += logits[i] * miss;
            g2 += miss;
            h11 += logits[i] * logits[i] * weight;
            h21 += logits[i] * weight;
            h22 += weight;
        }
        double determinant = scaled ? h11 * h22 - h21 * h21 : h22;
        double scaleStep = scaled ? -(h22 * g1 - h21 * g2) / determinant : 0;
        double offsetStep = scaled ? -(h11 * g2 - h21 * g1) / determinant : -g2 / h22;
        if (Math.abs(scaled ? g1 : 0) < FLAT && Math.abs(g2) < FLAT) {
            return at;
        }
        double loss = loss(at);
        for (double share = 1; share >= SHORTEST; share /= 2) {
            var next = new Curve(at.scale() + share * scaleStep, at.offset() + share * offsetStep);
            if (loss(next) < loss) {
                return next;
            }
        }
        return at;
    }

    /** The negative log-likelihood. */
    private double loss(Curve at) {
        double loss = 0;
        for (int i = 0; i < logits.length; i++) {
            double z = at.scale() * logits[i] + at.offset();
            // ln(1 + e^z), without overflow
            loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i] * z;
        }
        return loss;
    }
}
