package io.groundstream.console.browser;

import io.groundstream.schemas.avro.FailureCode;

import java.net.URI;

/**
 * A console on real topics, and a hand that writes to them what the pipeline would. What was
 * written is known to the console when a method returns.
 */
interface Stand extends AutoCloseable {
    /** Where the page is; ends with a slash. */
    URI page();

    /**
     * Writes pictures to images, and {@link Written}'s annotations, search documents and decisions,
     * which ask for review, to their topics.
     */
    void annotate(Shown... shown);

    /** Writes {@link Written}'s dead letter. */
    void deadLetter(String imageId, FailureCode code, String message);

    @Override
    void close();
}
