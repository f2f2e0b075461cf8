package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

final class FigureTest {
    private static final Offset<Double> A_PIXEL = Offset.offset(1.0);

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theBoundsAreThoseOfThePaintedPixelsInEveryStyle(Kind kind) {
        for (var style : Style.values()) {
            theBoundsAreThoseOfThePaintedPixels(kind, style);
        }
    }

    private static void theBoundsAreThoseOfThePaintedPixels(Kind kind, Style style) {
        for (int degrees : new int[] {-16, 0, 7, 16}) {
            var placement = AffineTransform.getTranslateInstance(60.3, 50.7);
            placement.rotate(Math.toRadians(degrees));
            placement.scale(degrees == 7 ? -173 : 173, 181);
            placement.translate(degrees == 7 ? -1 : 0, 0);

            var painted = painted(paint(kind, placement, style));

            var bounds = Figures.of(kind).bounds(placement);
            assertThat(painted.getMinX()).isCloseTo(bounds.getMinX(), A_PIXEL);
            assertThat(painted.getMinY()).isCloseTo(bounds.getMinY(), A_PIXEL);
            assertThat(painted.getMaxX()).isCloseTo(bounds.getMaxX(), A_PIXEL);
            assertThat(painted.getMaxY()).isCloseTo(bounds.getMaxY(), A_PIXEL);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindIsWideAndHighEnoughForTheGridOfLocations(Kind kind) {
        var bounds = Figures.of(kind).bounds(new AffineTransform());

        assertThat(bounds.getWidth() / bounds.getHeight()).isBetween(0.6, 1.7);
    }

    private static BufferedImage paint(Kind kind, AffineTransform placement, Style style) {
        var image = new BufferedImage(340, 320, BufferedImage.TYPE_INT_ARGB);
        var graphics = image.createGraphics();
        Painter.smooth(graphics);
        Figures.of(kind).paint(graphics, placement, Colour.RED, style);
        graphics.dispose();
        return image;
    }

    private static Rectangle2D painted(BufferedImage image) {
        var all = new Rectangle(-1, -1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) >>> 24 > 8) {
                    all.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return all;
    }
}
