package io.groundstream.topology.moderate;

/**
 * A word of a text.
 *
 * @param stem what all its inflections have in common
 * @param start first code point in the text
 * @param end one past its last code point
 * @param afterBreak true if punctuation parts it from the word before
 * @param hyphened true if nothing but a hyphen joins it to the word before
 */
record Word(String stem, int start, int end, boolean afterBreak, boolean hyphened) {}
