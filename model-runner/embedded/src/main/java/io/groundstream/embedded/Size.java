package io.groundstream.embedded;

import java.util.Locale;

/** How large a thing is: its longer side as a share of the picture's shorter side. */
public enum Size {
    SMALL(0.21, 0.27),
    LARGE(0.39, 0.52);

    private final double least;
    private final double most;

    Size(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** The word for this size in a caption. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }
}
