package io.groundstream.runner.generate;

/**
 * What the model said, row by row.
 *
 * @param tokenIds [batch][new]; after a row's end token only padding
 * @param logProbs [batch][new], natural logarithms, 0 or less; 0 for padding
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Generated(long[][] tokenIds, float[][] logProbs) {}
