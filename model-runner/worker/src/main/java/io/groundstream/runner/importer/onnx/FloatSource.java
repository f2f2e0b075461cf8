package io.groundstream.runner.importer.onnx;

import java.io.IOException;
import java.nio.FloatBuffer;

/**
 * Numbers that are read in order, chunk by chunk, so that a large tensor is never whole on the
 * heap.
 */
public interface FloatSource {
    /** How many numbers there are. */
    long count();

    /** Hands all numbers to the sink; a chunk is valid only during its call. */
    void read(Sink sink) throws IOException;

    /** Takes a chunk, from its position to its limit. */
    interface Sink {
        void accept(FloatBuffer chunk) throws IOException;
    }

    static FloatSource of(float... values) {
        return new FloatSource() {
            @Override
            public long count() {
                return values.length;
            }

            @Override
            public void read(Sink sink) throws IOException {
                sink.accept(FloatBuffer.wrap(values));
            }
        };
    }
}
