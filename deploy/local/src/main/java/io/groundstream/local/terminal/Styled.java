package io.groundstream.local.terminal;

import java.util.ArrayList;
import java.util.List;

/** One line of text with styles. Whatever is added is made {@link Printable} first. */
public final class Styled {
    private final List<Cell> cells = new ArrayList<>();

    /** A code point and how it looks. */
    record Cell(int codePoint, Style style) {
        boolean isSpace() {
            return codePoint == ' ';
        }

        int columns() {
            return Columns.of(codePoint);
        }
    }

    public Styled add(String text) {
        return add(Style.PLAIN, text);
    }

    public Styled add(Style style, String text) {
        Printable.line(text).codePoints().forEach(c -> cells.add(new Cell(c, style)));
        return this;
    }

    /**
     * As it is written to a terminal.
     *
     * @param width columns to fill at most, by breaking between words; 0 for one long line
     * @param indent spaces before each line but the first
     */
    public String render(boolean colours, int width, int indent) {
        var page = new Page(colours, width, Math.min(indent, width / 2));
        int from = 0;
        while (from < cells.size()) {
            int word = from;
            while (word < cells.size() && cells.get(word).isSpace()) {
                word++;
            }
            int to = word;
            while (to < cells.size() && !cells.get(to).isSpace()) {
                to++;
            }
            page.put(cells.subList(from, word), cells.subList(word, to));
            from = to;
        }
        return page.end();
    }

    /** Without colours, on one line. */
    @Override
    public String toString() {
        return render(false, 0, 0);
    }
}
