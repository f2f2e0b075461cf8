package io.groundstream.runner.annotate;

/** What the model said to a row: tokens, and the natural logarithms of their probabilities. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Said(long[] tokenIds, float[] logProbs) {}
