package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;

/**
 * Pictures of each format and kind, prepared by Pillow 12: {@code workshop/formats.py} wrote both.
 * A level may be off by one, as rounding to 8 bits happens in other places: where alpha meets
 * white, and where ink becomes light.
 */
class FormatGoldensTest {
    private final ImageGate gate = new ImageGate(ImageLimits.DEFAULT, 32);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cmyk.jpg",
                "cmyk-unmarked.jpg",
                "ycck.jpg",
                "rgb.jpg",
                "rgb-named.jpg",
                "ycc-unmarked.jpg",
                "4-4-4.jpg",
                "4-2-2.jpg",
                "noise-of-others.jpg",
                "interlaced.png",
                "interlaced-deep-alpha.png",
                "deep-alpha.png",
                "tiny-interlaced.png",
                "two-bits.png",
                "turned.png",
                "ballast.png",
                "palette.gif",
                "interlaced.gif",
                "grey.gif",
                "transparent.gif",
                "animated.gif",
                "small-on-screen.gif",
                "larger-than-screen.gif",
                "lossy.webp",
                "lossless.webp",
                "lossy-alpha.webp",
                "lossless-alpha.webp",
                "animated.webp",
                "animated-alpha.webp",
                "turned.webp",
                "colours.bmp",
                "palette.bmp",
                "grey.bmp",
                "bilevel.bmp",
                "top-down.bmp",
                "five-bits.bmp",
                "six-bits.bmp",
                "with-masks.bmp",
                "unused-byte.bmp",
                "four-bits.bmp",
                "runs.bmp",
                "plain.tiff",
                "lzw.tiff",
                "deflate.tiff",
                "packbits.tiff",
                "fax-3.tiff",
                "fax-4.tiff",
                "bilevel.tiff",
                "palette.tiff",
                "alpha.tiff",
                "grey-alpha.tiff",
                "cmyk.tiff",
                "deep-grey.tiff",
                "pages.tiff",
                "turned.tiff",
                "big-endian.tiff",
                "planes.tiff",
                "tiles.tiff",
                "white-is-zero.tiff"
            })
    void preparesEachKindAsPillowDoes(String file) throws IOException {
        var gated = gate.prepare(Pictures.bytes("formats/" + file));

        assertThat(gated).isInstanceOf(Prepared.class);
        var wanted = Pictures.bytes("formats/" + file + ".rgb");
        assertThat(Pictures.largestDifference(((Prepared) gated).rgb(), wanted))
                .isLessThanOrEqualTo(1);
    }
}
