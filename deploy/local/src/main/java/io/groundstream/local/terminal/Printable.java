package io.groundstream.local.terminal;

/**
 * Text from elsewhere, made safe to show: characters that steer a terminal, break a line or turn
 * the direction of writing become {@code \}{@code u001b} and the like, which JSON reads back.
 */
public final class Printable {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Printable() {}

    /** On one line, whatever the text holds. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** Its lines stay lines. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** True for what only shows itself. */
    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            // emoji and some scripts are joined with these two
            case Character.FORMAT ->
                    codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }

    private static String escaped(String text, boolean newlines) {
        if (text.codePoints().allMatch(c -> isShown(c, newlines))) {
            return text;
        }
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(
                        c -> {
                            if (isShown(c, newlines)) {
                                safe.appendCodePoint(c);
                            } else {
                                escape(c, safe);
                            }
                        });
        return safe.toString();
    }

    private static boolean isShown(int codePoint, boolean newlines) {
        return isPrintable(codePoint) || (newlines && (codePoint == '\n' || codePoint == '\t'));
    }

    private static void escape(int codePoint, StringBuilder to) {
        for (char unit : Character.toChars(codePoint)) {
            to.append("\\u%04x".formatted((int) unit));
        }
    }
}
