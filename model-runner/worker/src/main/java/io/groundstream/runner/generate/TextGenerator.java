package io.groundstream.runner.generate;

import java.nio.ByteBuffer;

/** Captions a batch in one call. */
public interface TextGenerator extends AutoCloseable {
    /**
     * Generates greedily until each row has met the end token or has {@code maxNewTokens}. A row's
     * result does not depend on the other rows.
     *
     * @param imagesUint8Nhwc levels of [batch, size, size, 3], from position to limit; a direct
     *     buffer is not copied
     * @param promptIds [batch][prompt], all of one length, made by the bundle's prompt encoder
     * @param done [batch]; rows that only fill up the batch are true and get padding
     * @throws GenerationException if the runtime fails, or was told to stop
     */
    Generated generate(
            ByteBuffer imagesUint8Nhwc,
            int batch,
            long[][] promptIds,
            int maxNewTokens,
            boolean[] done);

    /**
     * Ends calls that are under way on other threads, and all that come later, with a {@link
     * GenerationException}. A generator whose calls cannot be ended lets them finish.
     */
    default void cancel() {}

    /** To be called when no call is under way. */
    @Override
    void close();
}
