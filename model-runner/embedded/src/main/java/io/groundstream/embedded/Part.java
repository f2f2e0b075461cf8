package io.groundstream.embedded;

import java.awt.Shape;

/** One painted piece of a figure in the figure's own unit square, y downwards. */
record Part(Shape shape, Tone tone, boolean outlined) {
    static Part solid(Tone tone, Shape shape) {
        return new Part(shape, tone, true);
    }

    static Part detail(Tone tone, Shape shape) {
        return new Part(shape, tone, false);
    }
}
