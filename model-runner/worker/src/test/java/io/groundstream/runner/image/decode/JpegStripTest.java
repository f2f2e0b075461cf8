package io.groundstream.runner.image.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.groundstream.runner.image.Pictures;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

import javax.imageio.ImageIO;

/** The fast reader gives the plain one's levels, or nothing. */
class JpegStripTest {
    private static final int HALVED = 0x22;

    private final Optional<Leptonica> library = Leptonica.find();

    @BeforeEach
    void hasTheLibrary() {
        assumeThat(library).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "baseline.jpg, 0x22",
        "formats/4-4-4.jpg, 0x11",
        "formats/4-2-2.jpg, 0x21",
        "formats/noise-of-others.jpg, 0x22"
    })
    void readsWhatThePlainReaderReads(String name, String sampling) throws Exception {
        same(Pictures.bytes(name), Integer.decode(sampling));
    }

    @Test
    void readsOddSizes() throws Exception {
        for (int width = 1; width < 40; width += 3) {
            for (int height = 1; height < 40; height += 4) {
                same(noise(width, height), HALVED);
            }
        }
    }

    private void same(byte[] jpeg, int sampling) throws Exception {
        var header = JpegHeader.read(jpeg).header();
        try (var fast = library.orElseThrow().strip(jpeg, header, sampling).orElseThrow();
                var plain = library.orElseThrow().jpeg(jpeg, 1).orElseThrow()) {
            assertThat(fast.width()).isEqualTo(plain.width());
            assertThat(fast.height()).isEqualTo(plain.height());
            for (int y = 0; y < plain.height(); y++) {
                assertThat(fast.next())
                        .as("row %d of %d x %d", y, plain.width(), plain.height())
                        .isEqualTo(plain.pixels().rgb(plain.next()));
            }
        }
    }

    @Test
    void leavesToOthersWhatItFindsFaultWith() throws Exception {
        byte[] jpeg = noise(64, 48);
        var header = JpegHeader.read(jpeg).header();

        byte[] progressive = Pictures.bytes("progressive.jpg");

        assertThat(
                        library.orElseThrow()
                                .strip(progressive, JpegHeader.read(progressive).header(), HALVED))
                .isEmpty();
        assertThat(library.orElseThrow().strip(jpeg, header, 0x11)).isEmpty();
        assertThat(library.orElseThrow().strip(jpeg, sized(header, 63, 48), HALVED)).isEmpty();
        assertThat(library.orElseThrow().strip(jpeg, sized(header, 64, 49), HALVED)).isEmpty();
        assertThat(library.orElseThrow().strip(jpeg, sized(header, 64, 47), HALVED)).isEmpty();
        for (int length = 2; length < jpeg.length - 2; length += 7) {
            byte[] torn = Arrays.copyOf(jpeg, length);
            assertThat(library.orElseThrow().strip(torn, header, HALVED))
                    .as("%d of %d bytes", length, jpeg.length)
                    .isEmpty();
        }
    }

    private static Header sized(Header header, int width, int height) {
        return new Header(width, height, header.orientation(), 1, "");
    }

    private static byte[] noise(int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(width * 100L + height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, random.nextInt());
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", out);
        return out.toByteArray();
    }
}
