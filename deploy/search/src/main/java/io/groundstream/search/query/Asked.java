package io.groundstream.search.query;

import org.apache.lucene.search.Query;

import java.util.List;

/**
 * A query that Lucene can answer.
 *
 * @param images what matches: roots
 * @param boxes what of a match is meant: nested documents. The first that finds any in an image
 *     says which
 * @param words what is to be marked in the texts of a match; they are all asked of {@link #WORDS}
 */
public record Asked(Query images, List<Query> boxes, List<Query> words) {
    /** The field of the marked words. */
    public static final String WORDS = Field.TEXT.label();

    public Asked {
        boxes = List.copyOf(boxes);
        words = List.copyOf(words);
    }
}
