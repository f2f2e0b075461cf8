package io.groundstream.local.picture;

import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws each entity's boxes in a colour of its own, with phrase and confidence, and the text below
 * the picture.
 */
public final class AnnotatedPicture {
    private static final List<Color> COLOURS =
            List.of(
                    new Color(0xd81b60),
                    new Color(0x1e88e5),
                    new Color(0x004d40),
                    new Color(0xf57c00),
                    new Color(0x5e35b1));
    private static final int LINE_HEIGHT = 18;
    private static final int MARGIN = 8;
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int LABEL_HEIGHT = 18;

    private AnnotatedPicture() {}

    public static BufferedImage draw(BufferedImage picture, TaskResult result) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var lines = wrapped(result.getText(), picture.createGraphics().getFontMetrics(FONT), width);
        int whole = height + lines.size() * LINE_HEIGHT + MARGIN;
        var drawn = new BufferedImage(width, whole, BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, whole);
        graphics.drawImage(picture, 0, 0, null);
        graphics.setFont(FONT);
        for (int i = 0; i < result.getEntities().size(); i++) {
            graphics.setColor(COLOURS.get(i % COLOURS.size()));
            draw(graphics, result.getEntities().get(i), width, height);
        }
        graphics.setColor(Color.DARK_GRAY);
        for (int i = 0; i < lines.size(); i++) {
            graphics.drawString(lines.get(i), MARGIN, height + (i + 1) * LINE_HEIGHT);
        }
        graphics.dispose();
        return drawn;
    }

    private static List<String> wrapped(String text, FontMetrics font, int width) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : text.split(" ", -1)) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && font.stringWidth(longer) > width - 2 * MARGIN) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    private static void draw(Graphics2D graphics, Entity entity, int width, int height) {
        for (var scored : entity.getBoxes()) {
            var box = scored.getBox();
            int x = (int) (box.getX0() * width);
            int y = (int) (box.getY0() * height);
            graphics.setStroke(new BasicStroke(2.5f));
            graphics.drawRect(
                    x,
                    y,
                    (int) ((box.getX1() - box.getX0()) * width),
                    (int) ((box.getY1() - box.getY0()) * height));
            label(graphics, entity.getPhrase(), scored, x, Math.max(y, LABEL_HEIGHT));
        }
    }

    private static void label(Graphics2D graphics, String phrase, ScoredBox scored, int x, int y) {
        var text = String.format(Locale.ROOT, "%s  %.2f", phrase, scored.getConfidence());
        int width = graphics.getFontMetrics().stringWidth(text) + 10;
        var colour = graphics.getColor();
        graphics.fillRect(x - 1, y - LABEL_HEIGHT, width, LABEL_HEIGHT);
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, x + 4, y - 5);
        graphics.setColor(colour);
    }
}
