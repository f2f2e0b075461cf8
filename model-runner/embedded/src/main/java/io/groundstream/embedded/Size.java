package io.groundstream.embedded;

import java.util.Locale;

/**
 * How large a thing is: the larger of its width as a share of the picture's width and its height as
 * a share of the picture's height. So a picture that is squashed to a square still shows it.
 */
public enum Size {
    SMALL(0.22, 0.28),
    MEDIUM(0.35, 0.41),
    LARGE(0.48, 0.58);

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
