package io.groundstream.runner.image;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Eight levels at a time. Eight, because sixteen were slower: what a column costs at its end grows
 * with the vector.
 */
final class Vectors {
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_256;
    static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_64;
    static final int LANES = 8;

    private static final VectorSpecies<Byte> SIXTEEN = ByteVector.SPECIES_128;
    private static final VectorShuffle<Byte> APART =
            VectorShuffle.fromValues(SIXTEEN, 0, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9, 10, 11, 11);

    private Vectors() {}

    /** Levels of 0 to 255. */
    static IntVector levels(byte[] bytes, int from) {
        return (IntVector)
                ByteVector.fromArray(BYTES, bytes, from)
                        .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
    }

    /** What {@link Coefficients#clip} does. */
    static void clip(IntVector sums, byte[] to, int at) {
        var levels =
                sums.lanewise(VectorOperators.ASHR, Coefficients.PRECISION_BITS).max(0).min(255);
        ((ByteVector) levels.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(to, at);
    }

    /** Gives pixels of three bytes a fourth, which means nothing. */
    static void widen(byte[] row, int width, byte[] to, int at) {
        int x = 0;
        for (; 3 * x + SIXTEEN.length() <= row.length && x + 4 <= width; x += 4) {
            ByteVector.fromArray(SIXTEEN, row, 3 * x).rearrange(APART).intoArray(to, at + 4 * x);
        }
        for (; x < width; x++) {
            System.arraycopy(row, 3 * x, to, at + 4 * x, 3);
        }
    }
}
