package io.groundstream.search;

import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.query.Bounds;

import org.jspecify.annotations.Nullable;

/**
 * A question about images.
 *
 * @param query in the language of docs/search.md; empty for all images
 * @param bounds of the boxes that are meant
 * @param verdict that moderation has given the images; null for any
 * @param size of a page, 1 or more
 * @param facets how many of the commonest phrases to count, 0 for none
 * @param after where an earlier page of the same request ended
 */
public record SearchRequest(
        String query,
        Bounds bounds,
        @Nullable Verdict verdict,
        int size,
        int facets,
        @Nullable String after) {
    public SearchRequest {
        if (size < 1 || facets < 0) {
            throw new IllegalArgumentException("size must be 1 or more and facets 0 or more");
        }
    }

    public static SearchRequest of(String query) {
        return new SearchRequest(query, Bounds.NONE, null, 20, 0, null);
    }
}
