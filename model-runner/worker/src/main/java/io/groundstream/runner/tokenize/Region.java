package io.groundstream.runner.tokenize;

/** A user's box: fractions of the upright picture, origin upper left. */
public record Region(double x0, double y0, double x1, double y1) {
    public Region {
        boolean ordered = x0 >= 0 && y0 >= 0 && x0 < x1 && y0 < y1 && x1 <= 1 && y1 <= 1;
        if (!ordered) {
            throw new PromptException(
                    "a region needs 0 <= x0 < x1 <= 1 and 0 <= y0 < y1 <= 1, got [%s, %s, %s, %s]"
                            .formatted(x0, y0, x1, y1));
        }
    }

    /** The cell of the upper left corner, row by row, on a grid of {@code side} × {@code side}. */
    int upperLeft(int side) {
        return cell(Math.floor(x0 * side), Math.floor(y0 * side), side);
    }

    /** The cell of the lower right corner; a corner on a line belongs to the cell before it. */
    int lowerRight(int side) {
        return cell(Math.ceil(x1 * side - 1), Math.ceil(y1 * side - 1), side);
    }

    private static int cell(double column, double row, int side) {
        int x = (int) Math.clamp(column, 0, side - 1);
        int y = (int) Math.clamp(row, 0, side - 1);
        return y * side + x;
    }
}
