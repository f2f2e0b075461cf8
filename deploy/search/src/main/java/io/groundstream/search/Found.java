package io.groundstream.search;

import io.groundstream.schemas.avro.SearchDocument;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of images.
 *
 * @param hits the best first
 * @param total how many match
 * @param facets the commonest phrases of all that match
 * @param next asks for the page after this; null if there is none
 */
public record Found(List<Hit> hits, long total, List<Facet> facets, @Nullable String next) {
    public Found {
        hits = List.copyOf(hits);
        facets = List.copyOf(facets);
    }

    /**
     * An image that matches.
     *
     * @param entities of the document that are meant, by their places in it
     */
    public record Hit(
            SearchDocument document,
            float score,
            List<Highlight> highlights,
            List<Integer> entities) {
        public Hit {
            highlights = List.copyOf(highlights);
            entities = List.copyOf(entities);
        }
    }

    /**
     * A text of the document that has words that were asked for.
     *
     * @param field caption, detailedCaption, text or phrase
     */
    public record Highlight(String field, String text, List<Span> spans) {
        public Highlight {
            spans = List.copyOf(spans);
        }
    }

    /** From the first to one past the last, in Unicode code points of the text. */
    public record Span(int start, int end) {}

    /** A phrase, without article and in small letters, and how many matching images have it. */
    public record Facet(String phrase, long count) {}
}
