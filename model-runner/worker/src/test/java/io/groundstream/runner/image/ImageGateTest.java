package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.schemas.avro.FailureCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class ImageGateTest {
    private final ImageGate gate = new ImageGate(ImageLimits.DEFAULT, 32);

    @Test
    void toldTypeAndUprightSizeByTheBytes() throws IOException {
        var prepared = (Prepared) gate.prepare(Pictures.bytes("orientation-6.jpg"));

        assertThat(prepared.mediaType()).isEqualTo("image/jpeg");
        assertThat(prepared.width()).isEqualTo(64);
        assertThat(prepared.height()).isEqualTo(96);
        assertThat(prepared.rgb().remaining()).isEqualTo(32 * 32 * 3);
    }

    @Test
    void refusesTextWhateverItsNameWas() {
        assertRefused(
                "just words".getBytes(StandardCharsets.UTF_8), FailureCode.UNSUPPORTED_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({
        "baseline.jpg, image/jpeg",
        "deep.png, image/png",
        "dot.gif, image/gif",
        "formats/lossy.webp, image/webp",
        "formats/colours.bmp, image/bmp",
        "formats/plain.tiff, image/tiff",
        "formats/big-endian.tiff, image/tiff"
    })
    void letsEachFormatInByItsFirstBytes(String file, String mediaType) throws IOException {
        assertThat(gate.prepare(Pictures.bytes(file)))
                .isInstanceOfSatisfying(
                        Prepared.class,
                        picture -> assertThat(picture.mediaType()).isEqualTo(mediaType));
    }

    @Test
    void refusesNothingAtAll() {
        assertRefused(new byte[0], FailureCode.CORRUPT_IMAGE);
    }

    @Test
    void refusesTruncatedPictures() throws IOException {
        for (var file : new String[] {"baseline.jpg", "progressive.jpg", "down.png"}) {
            var bytes = Pictures.bytes(file);
            for (int length : new int[] {30, bytes.length / 2, bytes.length - 2}) {
                assertRefused(Arrays.copyOf(bytes, length), FailureCode.CORRUPT_IMAGE);
            }
        }
    }

    @Test
    void refusesAJpegWhoseDataAreShortAlthoughItsEndMarkerIsThere() throws IOException {
        var bytes = Pictures.bytes("baseline.jpg");
        var holed = new byte[bytes.length / 2 + 2];
        System.arraycopy(bytes, 0, holed, 0, bytes.length / 2);
        holed[holed.length - 2] = (byte) 0xFF;
        holed[holed.length - 1] = (byte) 0xD9;

        assertRefused(holed, FailureCode.CORRUPT_IMAGE);
    }

    @Test
    void refusesAHeaderThatClaimsTooManyPixelsBeforeItDecodes() throws IOException {
        var png = Pictures.bytes("down.png");
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);

        assertRefused(png, FailureCode.TOO_MANY_PIXELS);
        assertRefused(Arrays.copyOf(png, 40), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void refusesTooManyBytesAndTooLongSides() throws IOException {
        var strict = new ImageGate(new ImageLimits(200, 40_000_000, 100, 1), 32);

        assertThat(strict.prepare(new byte[201]))
                .extracting(refused -> ((Refused) refused).code())
                .isEqualTo(FailureCode.TOO_LARGE);
        var narrow = new ImageGate(new ImageLimits(1 << 20, 40_000_000, 100, 1), 32);
        assertThat(narrow.prepare(Pictures.bytes("thin.png")))
                .extracting(refused -> ((Refused) refused).code())
                .isEqualTo(FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void thePixelBudgetLetsTheLargestPictureThroughAndGivesItsRoomBack() throws IOException {
        var down = Pictures.bytes("down.png");
        var tight = new ImageGate(new ImageLimits(1 << 20, 97 * 61, 1_000, 1), 32);

        for (int i = 0; i < 3; i++) {
            assertThat(tight.prepare(down)).isInstanceOf(Prepared.class);
        }
    }

    private void assertRefused(byte[] bytes, FailureCode code) {
        assertThat(gate.prepare(bytes)).isInstanceOf(Refused.class);
        assertThat(((Refused) gate.prepare(bytes)).code()).isEqualTo(code);
    }
}
