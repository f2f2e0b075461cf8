package io.groundstream.search;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.search.follow.Block;
import io.groundstream.search.follow.LiveIndex;
import io.groundstream.search.follow.Projection;

import org.apache.lucene.document.Document;

import java.util.Optional;

/** The annotations that stand. Safe for use by many threads. */
public final class AnnotationIndex {
    private final LiveIndex<Annotation> index;

    AnnotationIndex(LiveIndex<Annotation> index) {
        this.index = index;
    }

    public Optional<Annotation> get(String imageId) {
        return index.get(imageId);
    }

    /** Nothing but its key can be asked. */
    static final class Fields implements Projection<Annotation> {
        @Override
        public Class<Annotation> type() {
            return Annotation.class;
        }

        @Override
        public int revision() {
            return 1;
        }

        @Override
        public Block documents(Annotation annotation) {
            return Block.of(new Document());
        }
    }
}
