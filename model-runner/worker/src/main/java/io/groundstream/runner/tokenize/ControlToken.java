package io.groundstream.runner.tokenize;

/**
 * A token that stands for itself, an {@code added_token} of {@code tokenizer.json}.
 *
 * @param eatsLeft whether white space before it disappears
 * @param eatsRight whether white space after it disappears
 * @param special whether it leaves nothing in a decoded text
 */
record ControlToken(int id, String content, boolean eatsLeft, boolean eatsRight, boolean special) {}
