package io.groundstream.search.follow;

import org.apache.lucene.document.Document;

import java.util.List;

/**
 * One record as Lucene's documents.
 *
 * @param root stands for the record
 * @param nested what belongs to it and is searched by itself, in order; it stands just before the
 *     root in the index
 */
public record Block(Document root, List<Document> nested) {
    public Block {
        nested = List.copyOf(nested);
    }

    public static Block of(Document root) {
        return new Block(root, List.of());
    }
}
