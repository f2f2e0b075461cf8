package io.groundstream.runner.fetch.attempt;

/** Something that is allowed, and may be tried again. */
@FunctionalInterface
public interface Attempt {
    /**
     * The bytes of a picture.
     *
     * @param until when to have given up, by {@link Waiting#nanoTime}
     */
    byte[] run(long until) throws AttemptException;
}
