package io.groundstream.local.terminal;

import java.util.List;

/** Puts words one behind the other, and goes to the next line where one does not fit. */
final class Page {
    private final StringBuilder text = new StringBuilder();
    private final boolean colours;
    private final int width;
    private final int indent;
    private Style style = Style.PLAIN;
    private int column;
    private boolean blank = true;

    Page(boolean colours, int width, int indent) {
        this.colours = colours;
        this.width = width;
        this.indent = indent;
    }

    void put(List<Styled.Cell> spaces, List<Styled.Cell> word) {
        int length = word.stream().mapToInt(Styled.Cell::columns).sum();
        if (!blank && exceeds(spaces.size() + length)) {
            breakLine();
        } else {
            spaces.forEach(this::put);
        }
        word.forEach(this::put);
    }

    String end() {
        look(Style.PLAIN);
        return text.toString();
    }

    private void put(Styled.Cell cell) {
        if (exceeds(cell.columns())) {
            breakLine();
        }
        look(cell.style());
        text.appendCodePoint(cell.codePoint());
        column += cell.columns();
        blank = false;
    }

    private boolean exceeds(int more) {
        return width > 0 && column + more > width;
    }

    private void breakLine() {
        look(Style.PLAIN);
        text.append('\n').repeat(' ', indent);
        column = indent;
        blank = true;
    }

    private void look(Style wanted) {
        if (colours && wanted != style) {
            text.append(wanted.sequence());
        }
        style = wanted;
    }
}
