package io.groundstream.runner.grounding;

/**
 * How sure the model is.
 *
 * @param raw geometric mean of the probabilities of the tokens, 0 to 1
 * @param calibrated what the bundle's calibration makes of it, 0 to 1: under {@code platt} the
 *     probability that a box overlaps the true one with an IoU of 0.5 or more, that a phrase is
 *     right, or that a whole text is
 */
public record Confidence(double raw, double calibrated) {}
