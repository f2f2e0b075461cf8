package io.groundstream.console.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

class MiniatureTest {
    private final ImageGate gate = new ImageGate(ImageLimits.DEFAULT, 320);

    @ParameterizedTest
    @CsvSource({
        "640, 480, 320, 240",
        "480, 640, 240, 320",
        "100, 60, 100, 60",
        "1000, 3, 320, 1",
        "3, 1000, 1, 320",
        "1, 1, 1, 1",
        "320, 320, 320, 320"
    })
    void keepsThePicturesShape(int width, int height, int smallWidth, int smallHeight)
            throws Exception {
        var small = developed(Pictures.png(width, height));

        assertThat(small.getWidth()).isEqualTo(smallWidth);
        assertThat(small.getHeight()).isEqualTo(smallHeight);
    }

    @Test
    void keepsWhatStandsWhere() throws Exception {
        for (var picture : new byte[][] {Pictures.png(900, 300), Pictures.jpeg(2_000, 700)}) {
            var small = developed(picture);

            assertThat(small.getRGB(10, 10) >> 16 & 0xFF).as("red").isGreaterThan(230);
            assertThat(small.getRGB(310, 90) & 0xFF).as("blue").isGreaterThan(230);
            assertThat(small.getRGB(310, 90) >> 16 & 0xFF).as("no red").isLessThan(25);
        }
    }

    private BufferedImage developed(byte[] picture) throws IOException {
        var jpeg = Miniature.jpeg((Prepared) gate.preview(picture, 320));
        assertThat(jpeg).startsWith(0xFF, 0xD8, 0xFF);
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
