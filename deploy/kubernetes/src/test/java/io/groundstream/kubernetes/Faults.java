package io.groundstream.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Faults of one object, all of them rather than the first. */
final class Faults {
    private final List<String> found = new ArrayList<>();

    void require(boolean holds, String otherwise) {
        if (!holds) {
            found.add(otherwise);
        }
    }

    void requireEqual(Object expected, Object actual, String what) {
        require(Objects.equals(expected, actual), what + " must be " + expected + ", is " + actual);
    }

    List<String> found() {
        return List.copyOf(found);
    }
}
