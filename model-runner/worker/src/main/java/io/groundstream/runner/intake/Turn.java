package io.groundstream.runner.intake;

/**
 * What a thread may do next.
 *
 * @param pollSize 0: hold no consumer, and wait
 * @param exclusive nothing else may be in flight in this process
 */
record Turn(int pollSize, boolean exclusive) {
    static final Turn WAIT = new Turn(0, false);
}
