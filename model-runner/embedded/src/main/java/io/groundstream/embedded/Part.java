package io.groundstream.embedded;

import java.awt.BasicStroke;
import java.awt.Shape;

/** One painted piece of a figure in the figure's own unit square, y downwards. */
record Part(Shape shape, Tone tone, boolean outlined) {
    private static final BasicStroke PEN =
            new BasicStroke(0.03f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    static Part solid(Tone tone, Shape shape) {
        return new Part(shape, tone, true);
    }

    static Part detail(Tone tone, Shape shape) {
        return new Part(shape, tone, false);
    }

    /** All that a style may paint on: the outline of a solid part reaches beyond its shape. */
    Shape extent() {
        return outlined ? PEN.createStrokedShape(shape) : shape;
    }
}
