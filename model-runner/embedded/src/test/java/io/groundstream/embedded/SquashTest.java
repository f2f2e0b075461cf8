package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.awt.image.BufferedImage;
import java.util.HexFormat;

final class SquashTest {
    @Test
    void agreesWithPillowByteForByte() {
        var image = new BufferedImage(11, 7, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 11; x++) {
                image.setRGB(
                        x,
                        y,
                        (x * 23 + y * 7) % 256 << 16 | (x * y * 5) % 256 << 8 | (255 - x * 20));
            }
        }

        assertThat(HexFormat.of().formatHex(Squash.toRgb(image, 4)))
                .isEqualTo(
                        "1902ec5507b8970d7ed3124a250aec6126b8a2437ee25e4a"
                                + "3112ec6d46b8b47e7eb2b84a3d1aec7964b8c2b67ea59b4a");
    }
}
