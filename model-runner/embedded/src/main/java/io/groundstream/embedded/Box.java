package io.groundstream.embedded;

/** A rectangle in shares of the picture's width and height, origin upper left. */
public record Box(double x0, double y0, double x1, double y1) {
    public Box {
        if (!(x0 < x1 && y0 < y1)) {
            throw new IllegalArgumentException(
                    "a box needs x0 < x1 and y0 < y1, got " + x0 + " " + y0 + " " + x1 + " " + y1);
        }
    }

    double centreX() {
        return (x0 + x1) / 2;
    }

    double centreY() {
        return (y0 + y1) / 2;
    }

    double area() {
        return (x1 - x0) * (y1 - y0);
    }

    double overlap(Box other) {
        double width = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        double height = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        return width <= 0 || height <= 0 ? 0 : width * height;
    }

    /** Intersection over union: 1 for equal boxes, 0 for disjoint ones. */
    public double iou(Box other) {
        double both = overlap(other);
        return both / (area() + other.area() - both);
    }
}
