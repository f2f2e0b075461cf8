package io.groundstream.local.picture;

import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;

/**
 * Draws each entity's boxes in a colour of its own, with phrase and confidence, and the text below
 * the picture with its phrases in the same colours.
 */
public final class AnnotatedPicture {
    private static final List<Color> COLOURS =
            List.of(
                    new Color(0xd81b60),
                    new Color(0x1e88e5),
                    new Color(0x00796b),
                    new Color(0xe65100),
                    new Color(0x5e35b1));
    private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int LABEL_HEIGHT = 18;

    private AnnotatedPicture() {}

    static Color colour(int entity) {
        return COLOURS.get(entity % COLOURS.size());
    }

    public static BufferedImage draw(BufferedImage picture, TaskResult result) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var words = new ColouredText(result, FONT, width);
        int whole = height + words.height();
        var drawn = new BufferedImage(width, whole, BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        smooth(graphics);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, whole);
        graphics.drawImage(picture, 0, 0, null);
        graphics.setFont(FONT);
        for (int i = 0; i < result.getEntities().size(); i++) {
            graphics.setColor(colour(i));
            draw(graphics, result.getEntities().get(i), width, height);
        }
        words.draw(graphics, height);
        graphics.dispose();
        return drawn;
    }

    /** The same on a copy of the picture that is so many pixels wide. */
    static BufferedImage draw(BufferedImage picture, TaskResult result, int width) {
        double scale = (double) width / picture.getWidth();
        var size =
                new BufferedImage(
                        width,
                        (int) Math.round(picture.getHeight() * scale),
                        BufferedImage.TYPE_INT_RGB);
        var scaling = AffineTransform.getScaleInstance(scale, scale);
        return draw(
                new AffineTransformOp(scaling, AffineTransformOp.TYPE_BICUBIC)
                        .filter(picture, size),
                result);
    }

    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
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
            label(graphics, entity.getPhrase(), scored, x, Math.max(y, LABEL_HEIGHT), width);
        }
    }

    private static void label(
            Graphics2D graphics, String phrase, ScoredBox scored, int x, int y, int width) {
        var text = String.format(Locale.ROOT, "%s  %.2f", phrase, scored.getConfidence());
        int length = graphics.getFontMetrics().stringWidth(text) + 10;
        int from = Math.max(1, Math.min(x, width - length));
        var colour = graphics.getColor();
        graphics.fillRect(from - 1, y - LABEL_HEIGHT, length, LABEL_HEIGHT);
        graphics.setColor(Color.WHITE);
        graphics.drawString(text, from + 4, y - 5);
        graphics.setColor(colour);
    }
}
