package io.groundstream.local.picture;

import io.groundstream.schemas.avro.TaskResult;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A text broken into lines, each word in the colour of the phrase that it belongs to. */
final class ColouredText {
    private static final int LINE_HEIGHT = 18;
    private static final int MARGIN = 8;

    private record Word(String text, int x, int line, Color colour) {}

    private final List<Word> words = new ArrayList<>();
    private int lines = 1;

    ColouredText(TaskResult result, Font font, int width) {
        var metrics = metrics(font);
        int x = MARGIN;
        int at = 0;
        for (var word : result.getText().split(" ", -1)) {
            int length = metrics.stringWidth(word);
            if (x > MARGIN && x + length > width - MARGIN) {
                x = MARGIN;
                lines++;
            }
            words.add(new Word(word, x, lines, colour(result, at)));
            x += length + metrics.charWidth(' ');
            at += word.codePointCount(0, word.length()) + 1;
        }
    }

    private static FontMetrics metrics(Font font) {
        var graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }

    /** The colour of the code point's phrase. */
    private static Color colour(TaskResult result, int at) {
        for (int i = 0; i < result.getEntities().size(); i++) {
            var entity = result.getEntities().get(i);
            if (entity.getSpanStart() <= at && at < entity.getSpanEnd()) {
                return AnnotatedPicture.colour(i);
            }
        }
        return Color.DARK_GRAY;
    }

    int height() {
        return lines * LINE_HEIGHT + MARGIN;
    }

    void draw(Graphics2D graphics, int top) {
        for (var word : words) {
            graphics.setColor(word.colour());
            graphics.drawString(word.text(), word.x(), top + word.line() * LINE_HEIGHT - 4);
        }
    }
}
