package io.groundstream.runner.grounding;

/**
 * How sure the model is.
 *
 * @param raw geometric mean of the probabilities of the tokens, 0 to 1
 * @param calibrated what the bundle's calibration makes of it, 0 to 1
 */
public record Confidence(double raw, double calibrated) {}
