package io.groundstream.search;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.query.BadQueryException;
import io.groundstream.search.query.Words;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A search index that follows no topic, for measurements. One thread writes. */
public final class OfflineSearch implements AutoCloseable {
    private final LiveIndex<SearchDocument> index;

    private OfflineSearch(LiveIndex<SearchDocument> index) {
        this.index = index;
    }

    /** Opens or creates the index in the folder. */
    public static OfflineSearch open(Path folder) {
        return new OfflineSearch(LiveIndex.open(folder, Words.INDEXED, new Fields()));
    }

    /** Takes the place of an earlier document of the image; to be found after a refresh. */
    public void put(SearchDocument document) {
        try {
            index.put(document.getImageId(), 0, 0, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void refresh() {
        try {
            index.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SearchIndex index() {
        return new SearchIndex(
                index,
                _ -> {
                    throw new BadQueryException("verdict: there are no decisions here");
                });
    }

    /** Nothing of it stays. */
    @Override
    public void close() throws IOException {
        index.close();
    }
}
