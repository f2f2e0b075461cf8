package io.groundstream.search.query;

import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What of a match is to be shown to whoever asked. Belongs to one thread. */
final class Meant {
    private final List<Query> exact = new ArrayList<>();
    private final List<Query> loose = new ArrayList<>();
    private final List<Query> ranges = new ArrayList<>();
    private final List<Query> words = new ArrayList<>();

    /** A box that was asked for by its phrase. */
    void box(Query box) {
        exact.add(box);
    }

    /** A box with some of the words that were asked for. */
    void nearly(Query box) {
        loose.add(box);
    }

    /** A box that was asked for by its numbers alone. */
    void range(Query box) {
        ranges.add(box);
    }

    /** Words to be marked wherever they stand. */
    void words(Node leaf) {
        var query = Leaves.words(Asked.WORDS, leaf);
        if (query != null) {
            words.add(query);
        }
    }

    List<Query> words() {
        return words;
    }

    /** The first that finds any box of an image says which were meant. */
    List<Query> boxes() {
        var all = new ArrayList<Query>();
        for (var some : List.of(exact, loose, ranges)) {
            var query = Fold.any(new ArrayList<@Nullable Query>(some));
            if (query != null) {
                all.add(query);
            }
        }
        return all;
    }
}
