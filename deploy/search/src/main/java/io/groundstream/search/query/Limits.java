package io.groundstream.search.query;

/** What a query may cost. */
final class Limits {
    static final int LENGTH = 1_000;
    static final int CLAUSES = 64;
    static final int DEPTH = 20;
    // a pattern or a misspelling is looked for in the whole dictionary
    static final int PATTERNS = 8;
    static final int WILDCARDS_IN_A_WORD = 4;
    static final int LITERALS_BEFORE_A_WILDCARD = 2;
    static final int FEWEST_FUZZY_LETTERS = 3;
    static final int MOST_FUZZY_LETTERS = 40;
    static final int FUZZY_EXPANSIONS = 50;
    static final int SLOP = 10;

    private Limits() {}
}
