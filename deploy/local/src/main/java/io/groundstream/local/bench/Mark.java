package io.groundstream.local.bench;

/** What one scene adds to a measure: so much right of so many cases. */
record Mark(double right, int cases) {
    static Mark of(boolean right) {
        return new Mark(right ? 1 : 0, 1);
    }
}
