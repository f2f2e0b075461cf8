package io.groundstream.runner.language;

/** What the model said to a row: tokens, and the natural logarithms of their probabilities. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Said(long[] tokenIds, float[] logProbs) {}
