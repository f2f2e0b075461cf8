package io.groundstream.console.browser;

/**
 * What a model says of a picture: a text around one phrase, which has a box.
 *
 * @param before the phrase, in the text
 * @param after the phrase, in the text
 */
record Shown(String imageId, String before, String phrase, String after) {
    String text() {
        return before + phrase + after;
    }

    /** First code point of the phrase. */
    int start() {
        return before.codePointCount(0, before.length());
    }

    /** One past its last code point. */
    int end() {
        return start() + phrase.codePointCount(0, phrase.length());
    }
}
