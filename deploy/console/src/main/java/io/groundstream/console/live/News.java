package io.groundstream.console.live;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Verdict;

import org.jspecify.annotations.Nullable;

/** How an image ended. */
sealed interface News {
    /** Bytes of the record on its topic, near to what it takes here. */
    int weight();

    /**
     * It was annotated.
     *
     * @param verdict null if moderation's decision did not come in time
     */
    record Annotated(Annotation annotation, @Nullable Verdict verdict, int weight)
            implements News {}

    /** It was not. */
    record Lettered(DeadLetter letter, int weight) implements News {}
}
