package io.groundstream.runner.batch;

import java.util.List;

/** What to do now. */
sealed interface Next<K, I, O> {
    /** These share a key and are to be computed together. */
    record Compute<K, I, O>(List<Waiting<K, I, O>> batch) implements Next<K, I, O> {}

    /** Nothing is due for so long, unless something arrives. */
    record Sleep<K, I, O>(long nanos) implements Next<K, I, O> {}
}
