package io.groundstream.embedded;

/** Which family of scenes a seed belongs to: no scene is in both. */
public enum Split {
    /** Scenes that a model may be trained on. */
    TRAIN(0),
    /** Scenes that no model was trained on: for tests, measurements and the demo. */
    FRESH(1);

    private static final long MOST = 1L << 62;

    private final int lowestBit;

    Split(int lowestBit) {
        this.lowestBit = lowestBit;
    }

    /** One generator seed for each pair of split and seed; different pairs never share one. */
    long generatorSeed(long seed) {
        if (seed < 0 || seed >= MOST) {
            throw new IllegalArgumentException("a seed must be 0 to 2^62 - 1, got " + seed);
        }
        return seed * 2 + lowestBit;
    }
}
