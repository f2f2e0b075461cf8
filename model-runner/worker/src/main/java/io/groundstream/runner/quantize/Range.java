package io.groundstream.runner.quantize;

import java.nio.FloatBuffer;

/** Between which numbers all of a tensor lay, 0 among them. */
record Range(float least, float most) {
    static final Range NONE = new Range(0, 0);

    /** Of what is bytes already. */
    static final Range LEVELS = new Range(0, 255);

    /** With these numbers in it. */
    Range with(FloatBuffer numbers) {
        float low = least;
        float high = most;
        while (numbers.hasRemaining()) {
            float number = numbers.get();
            low = Math.min(low, number);
            high = Math.max(high, number);
        }
        return new Range(low, high);
    }

    /** What one step of a byte is worth. */
    float scale() {
        float scale = (most - least) / 255;
        return scale > 0 ? scale : 1;
    }

    /** The byte that stands for 0, unsigned. */
    byte zero() {
        return (byte) Math.round(-least / scale());
    }
}
