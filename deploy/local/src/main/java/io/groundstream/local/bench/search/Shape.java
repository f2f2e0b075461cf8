package io.groundstream.local.bench.search;

import io.groundstream.search.SearchRequest;
import io.groundstream.search.query.Bounds;

import java.util.random.RandomGenerator;

/** The kinds of question that people ask. */
enum Shape {
    WORD,
    WORDS,
    PHRASE,
    PHRASE_SURE,
    TWO_PHRASES,
    EXCLUSION,
    PREFIX,
    MISSPELLING,
    VALUES,
    EVERYTHING_WITH_FACETS;

    SearchRequest request(RandomGenerator random) {
        return switch (this) {
            case WORD -> of(MadeUp.kind(random), 10);
            case WORDS -> of(MadeUp.colouredThing(random) + " " + MadeUp.kind(random), 10);
            case PHRASE -> of(phrase(random), 10);
            case PHRASE_SURE ->
                    of(phrase(random) + " AND confidence:[0.8 TO 1] AND area:>0.05", 10);
            case TWO_PHRASES -> of(phrase(random) + " AND " + phrase(random), 10);
            case EXCLUSION -> of(phrase(random) + " -phrase:" + MadeUp.kind(random), 10);
            case PREFIX -> of(MadeUp.kind(random).substring(0, 2) + "*", 10);
            case MISSPELLING -> of("caption:" + misspelt(MadeUp.kind(random)), 10);
            case VALUES ->
                    of(
                            "mediaType:image/png attributes.camera:camera-%d annotatedAt:>=2026-01-01T06:00:00Z"
                                    .formatted(random.nextInt(50)),
                            10);
            case EVERYTHING_WITH_FACETS -> of("", 20);
        };
    }

    private static SearchRequest of(String query, int facets) {
        return new SearchRequest(query, Bounds.NONE, null, 20, facets, null);
    }

    private static String phrase(RandomGenerator random) {
        return "phrase:\"" + MadeUp.colouredThing(random) + "\"";
    }

    /** Two letters of it change places. */
    private static String misspelt(String word) {
        var letters = word.toCharArray();
        int last = letters.length - 1;
        char end = letters[last];
        letters[last] = letters[last - 1];
        letters[last - 1] = end;
        return new String(letters) + "~";
    }
}
