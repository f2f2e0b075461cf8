package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/** Pictures prepared by Pillow 12: decoded, alpha over white, upright, squashed to 32 x 32. */
class PictureGoldensTest {
    private final ImageGate gate = new ImageGate(ImageLimits.DEFAULT, 32);

    @ParameterizedTest
    @CsvSource({
        "down.png, down",
        "up.png, up",
        "thin.png, thin",
        "alpha.png, alpha",
        "grey.png, grey",
        "bilevel.png, bilevel",
        "palette.png, palette",
        "palette-transparent.png, palette-transparent",
        "grey-alpha.png, grey-alpha",
        "keyed.png, keyed",
        "deep.png, deep",
        "deep-grey.png, deep-grey"
    })
    void preparesLosslessPicturesAsPillowDoes(String file, String golden) throws IOException {
        assertThat(largestDifference(file, golden)).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "baseline.jpg, baseline",
        "progressive.jpg, progressive",
        "grey.jpg, grey-jpeg",
        "orientation-1.jpg, orientation-1",
        "orientation-2.jpg, orientation-2",
        "orientation-3.jpg, orientation-3",
        "orientation-4.jpg, orientation-4",
        "orientation-5.jpg, orientation-5",
        "orientation-6.jpg, orientation-6",
        "orientation-7.jpg, orientation-7",
        "orientation-8.jpg, orientation-8"
    })
    void preparesJpegsAsPillowDoes(String file, String golden) throws IOException {
        assertThat(largestDifference(file, golden)).isLessThanOrEqualTo(1);
    }

    private int largestDifference(String file, String golden) throws IOException {
        var gated = gate.prepare(Pictures.bytes(file));
        assertThat(gated).isInstanceOf(Prepared.class);
        return Pictures.largestDifference(
                ((Prepared) gated).rgb(), Pictures.bytes(golden + ".rgb"));
    }
}
