package io.groundstream.runner.grounding;

/** White space as Python's {@code str.strip} has it, which is not quite Java's. */
final class Whitespace {
    private Whitespace() {}

    static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || codePoint == 0x85;
    }

    /** All white space is in the basic plane, so characters are code points here. */
    static int leading(String text) {
        int at = 0;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int trailing(String text) {
        int at = text.length();
        while (at > 0 && isSpace(text.charAt(at - 1))) {
            at--;
        }
        return text.length() - at;
    }

    static String strip(String text) {
        int from = leading(text);
        return from == text.length() ? "" : text.substring(from, text.length() - trailing(text));
    }
}
