package io.groundstream.embedded;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.random.RandomGenerator;

/** What lies behind the things: a style in two gentle colours, and a level (0 to 1) it turns at. */
record Background(Style style, Color first, Color second, double level) {
    enum Style {
        PLAIN,
        GRADIENT,
        HILLS,
        ROOM,
        DOTS,
        STRIPES
    }

    static Background draw(RandomGenerator random) {
        var styles = Style.values();
        float hue = random.nextFloat();
        float other = hue + (random.nextFloat() - 0.5f) * 0.5f;
        return new Background(
                styles[random.nextInt(styles.length)],
                gentle(hue, random),
                gentle(other, random),
                random.nextDouble(0.35, 0.75));
    }

    private static Color gentle(float hue, RandomGenerator random) {
        return Color.getHSBColor(
                hue, random.nextFloat(0.06f, 0.26f), random.nextFloat(0.74f, 0.95f));
    }

    void paint(Graphics2D graphics, int width, int height) {
        graphics.setColor(first);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        graphics.setColor(second);
        switch (style) {
            case PLAIN -> {}
            case GRADIENT -> {
                graphics.setPaint(
                        new GradientPaint(0, 0, first, (float) (width * level), height, second));
                graphics.fill(new Rectangle2D.Double(0, 0, width, height));
            }
            case HILLS -> graphics.fill(hills(width, height));
            case ROOM -> graphics.fill(new Rectangle2D.Double(0, height * level, width, height));
            case DOTS -> dots(graphics, width, height);
            case STRIPES -> stripes(graphics, width, height);
        }
    }

    private Path2D hills(int width, int height) {
        double y = height * level;
        var path = new Path2D.Double();
        path.moveTo(0, y);
        path.curveTo(width * 0.3, y - height * 0.2, width * 0.6, y + height * 0.2, width, y);
        path.lineTo(width, height);
        path.lineTo(0, height);
        path.closePath();
        return path;
    }

    private void dots(Graphics2D graphics, int width, int height) {
        double step = Math.min(width, height) / (4 + 6 * level);
        for (double y = step / 2; y < height; y += step) {
            for (double x = step / 2; x < width; x += step) {
                graphics.fill(
                        new Ellipse2D.Double(x - step / 7, y - step / 7, step / 3.5, step / 3.5));
            }
        }
    }

    private void stripes(Graphics2D graphics, int width, int height) {
        double step = width / Math.rint(4 + 8 * level);
        for (double x = 0; x < width; x += 2 * step) {
            graphics.fill(new Rectangle2D.Double(x, 0, step, height));
        }
    }
}
