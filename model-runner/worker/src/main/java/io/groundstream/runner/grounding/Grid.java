package io.groundstream.runner.grounding;

import io.groundstream.runner.grounding.GroundedText.Box;

/** The grid of locations on the picture, {@code side} × {@code side} cells, row by row. */
record Grid(int side) {
    /**
     * The box from one cell to another: from centre to centre, or from edge to edge where both lie
     * in one row or column. Corners that come inverted are put right, and what lies outside the
     * picture is cut off.
     */
    Box box(int upperLeft, int lowerRight, Confidence confidence) {
        double cell = 1.0 / side;
        int left = upperLeft % side;
        int top = upperLeft / side;
        int right = lowerRight % side;
        int bottom = lowerRight / side;
        boolean edges = left == right || top == bottom;
        double near = edges ? 0 : cell / 2;
        double far = edges ? cell : cell / 2;
        double xa = left * cell + near;
        double ya = top * cell + near;
        double xb = right * cell + far;
        double yb = bottom * cell + far;
        return new Box(
                inside(Math.min(xa, xb)),
                inside(Math.min(ya, yb)),
                inside(Math.max(xa, xb)),
                inside(Math.max(ya, yb)),
                confidence);
    }

    private static double inside(double value) {
        return Math.clamp(value, 0.0, 1.0);
    }
}
