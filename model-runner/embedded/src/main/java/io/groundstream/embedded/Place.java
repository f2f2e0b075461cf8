package io.groundstream.embedded;

import java.util.List;
import java.util.Optional;

/** Where in the picture a thing is, as one would say it. */
record Place(String words) {
    private static final List<List<String>> WORDS =
            List.of(
                    List.of("at the top left", "at the top", "at the top right"),
                    List.of("on the left", "in the middle", "on the right"),
                    List.of("at the bottom left", "at the bottom", "at the bottom right"));
    private static final double THIRD = 1.0 / 3;

    /** A centre as near to a border between thirds as this is in neither of them. */
    private static final double DOUBT = 0.04;

    /** Empty where the centre of the box lies between two places. */
    static Optional<Place> of(Box box) {
        int column = third(box.centreX());
        int row = third(box.centreY());
        return column < 0 || row < 0
                ? Optional.empty()
                : Optional.of(new Place(WORDS.get(row).get(column)));
    }

    private static int third(double centre) {
        boolean inDoubt = Math.abs(centre - THIRD) < DOUBT || Math.abs(centre - 2 * THIRD) < DOUBT;
        return inDoubt ? -1 : (int) (centre * 3);
    }
}
