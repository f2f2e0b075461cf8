package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.testing.Mutations;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;

/** One attack each, on what a format's decoder would trust. */
class HostileFormatsTest {
    private final ImageGate gate =
            new ImageGate(new ImageLimits(1 << 20, 1_000_000, 5_000, 50), 32);

    @Test
    void aFrameLargerThanItsScreenCountsAgainstTheLimit() throws IOException {
        var gif = littleEndian("palette.gif");
        int frame = indexOf(gif.array(), 0x2C, 0, 0, 0, 0);
        gif.putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);

        assertRefused(gif.array(), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void anAnimationHasAsManyFramesAsTheLimitAllows() throws IOException {
        var strict = new ImageGate(new ImageLimits(1 << 20, 1_000_000, 5_000, 2), 32);

        assertThat(code(strict.prepare(Pictures.bytes("formats/animated.gif"))))
                .isEqualTo(FailureCode.TOO_MANY_PIXELS);
        assertThat(code(strict.prepare(Pictures.bytes("formats/animated.webp"))))
                .isEqualTo(FailureCode.TOO_MANY_PIXELS);
        assertThat(strict.prepare(Pictures.bytes("formats/pages.tiff")))
                .isInstanceOf(Prepared.class);
    }

    @Test
    void aCanvasOfAnotherSizeThanItsPictureIsRefused() throws IOException {
        var webp = littleEndian("lossy-alpha.webp");
        int canvas = indexOf(webp.array(), 'V', 'P', '8', 'X') + 12;
        webp.putShort(canvas, (short) 70);
        assertRefused(webp.array(), FailureCode.CORRUPT_IMAGE);

        var vast = littleEndian("animated.webp");
        canvas = indexOf(vast.array(), 'V', 'P', '8', 'X') + 12;
        vast.putInt(canvas, -1).putShort(canvas + 4, (short) -1);
        assertRefused(vast.array(), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void aHeightThatHasNoPositiveIsRefused() throws IOException {
        var bmp = littleEndian("colours.bmp").putInt(22, Integer.MIN_VALUE);
        assertRefused(bmp.array(), FailureCode.CORRUPT_IMAGE);

        bmp.putInt(22, -Integer.MAX_VALUE);
        assertRefused(bmp.array(), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void directoriesThatFollowEachOtherInACircleAreTooManyPages() throws IOException {
        var tiff = littleEndian("plain.tiff");
        int directory = tiff.getInt(4);
        tiff.putInt(directory + 2 + tiff.getShort(directory) * 12, directory);

        assertRefused(tiff.array(), FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void stripsMustBeInTheFileAndNotOverEachOther() throws IOException {
        assertRefused(withField("big-endian.tiff", 273, 0x7FFF_0000), FailureCode.CORRUPT_IMAGE);
        assertRefused(withField("plain.tiff", 279, 0x7FFF_0000), FailureCode.CORRUPT_IMAGE);
        assertRefused(withField("tiles.tiff", 322, 1 << 20), FailureCode.CORRUPT_IMAGE);
        assertRefused(withField("tiles.tiff", 323, 0), FailureCode.CORRUPT_IMAGE);

        var over = withField("planes.tiff", 279, 0);
        var tiff = ByteBuffer.wrap(over).order(ByteOrder.LITTLE_ENDIAN);
        int sizes = tiff.getInt(4);
        for (int i = 0; i < 3; i++) {
            tiff.putInt(valuesOf(tiff, sizes, 273) + i * 4, 8);
            tiff.putInt(valuesOf(tiff, sizes, 279) + i * 4, over.length - 8);
        }
        assertRefused(over, FailureCode.CORRUPT_IMAGE);
    }

    @Test
    void textAndProfilesOfAPngAreNeverInflated() throws Exception {
        try (var guarded = new Guarded(gate, Duration.ofSeconds(20))) {
            var ballast = Pictures.bytes("formats/ballast.png");
            guarded.show(ballast, "for the classes");
            var answer = guarded.show(ballast, "ballast.png");

            assertThat(answer.gated()).isInstanceOf(Prepared.class);
            // each of its two bombs is a mebibyte
            assertThat(answer.allocated()).isLessThan(200_000);
        }
    }

    @Test
    void anInterlacedPngIsBoundedByItsHeaderToo() throws IOException {
        var png = Pictures.bytes("formats/interlaced.png");
        ByteBuffer.wrap(png).putInt(16, 4_900).putInt(20, 4_900);
        Mutations.repairChecksums(png);

        assertRefused(png, FailureCode.TOO_MANY_PIXELS);
    }

    @Test
    void aJpegOfMoreScansThanAnyPictureNeedsIsRefused() throws IOException {
        assertRefused(scans(20), FailureCode.CORRUPT_IMAGE);
        assertThat(gate.prepare(scans(8))).isInstanceOf(Prepared.class);
    }

    @Test
    void aLargeJpegHasFewerScans() throws IOException {
        var vast = scans(8);
        int frame = indexOf(vast, 0xFF, 0xC2);
        ByteBuffer.wrap(vast).putShort(frame + 5, (short) 6_300).putShort(frame + 7, (short) 6_300);

        var answer = new ImageGate(ImageLimits.DEFAULT, 32).prepare(vast);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.message()).contains("scans"));
    }

    /** A progressive picture, of which the last scan comes that many times more. */
    private static byte[] scans(int more) throws IOException {
        var jpeg = Pictures.bytes("progressive.jpg");
        int last = jpeg.length;
        do {
            last--;
        } while (jpeg[last] != (byte) 0xDA || jpeg[last - 1] != (byte) 0xFF);
        var bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, jpeg.length - 2);
        for (int i = 0; i < more; i++) {
            bomb.write(jpeg, last - 1, jpeg.length - 2 - (last - 1));
        }
        bomb.write(jpeg, jpeg.length - 2, 2);
        return bomb.toByteArray();
    }

    @Test
    void aJpegHasOneFrameOfAKindThatIsDecoded() throws IOException {
        var baseline = Pictures.bytes("baseline.jpg");
        int frame = indexOf(baseline, 0xFF, 0xC0);
        int scan = indexOf(baseline, 0xFF, 0xDA);
        int length = 2 + ByteBuffer.wrap(baseline).getShort(frame + 2);
        var twice = new ByteArrayOutputStream();
        twice.write(baseline, 0, scan);
        twice.write(baseline, frame, length);
        twice.write(baseline, scan, baseline.length - scan);
        assertRefused(twice.toByteArray(), FailureCode.CORRUPT_IMAGE);

        for (int kind : new int[] {0xC3, 0xC5, 0xC9, 0xCA, 0xCF}) {
            var other = baseline.clone();
            other[frame + 1] = (byte) kind;
            assertRefused(other, FailureCode.UNSUPPORTED_FORMAT);
        }
        var deep = baseline.clone();
        deep[frame + 4] = 12;
        assertRefused(deep, FailureCode.UNSUPPORTED_FORMAT);
    }

    @Test
    void everyFormatThatEndsEarlyIsRefused() throws IOException {
        for (var name :
                new String[] {
                    "cmyk.jpg", "interlaced.png", "palette.gif", "lossy.webp", "lossless.webp",
                    "animated.webp", "colours.bmp", "runs.bmp", "plain.tiff", "tiles.tiff"
                }) {
            var whole = Pictures.bytes("formats/" + name);
            for (int length : new int[] {12, whole.length / 3, whole.length / 2}) {
                assertThat(code(gate.prepare(Arrays.copyOf(whole, length))))
                        .as("%s of %d bytes", name, length)
                        .isEqualTo(FailureCode.CORRUPT_IMAGE);
            }
        }
    }

    private static byte[] withField(String file, int tag, int value) throws IOException {
        var bytes = Pictures.bytes("formats/" + file);
        var tiff = ByteBuffer.wrap(bytes);
        tiff.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.putInt(valuesOf(tiff, tiff.getInt(4), tag), value);
        return bytes;
    }

    private static int valuesOf(ByteBuffer tiff, int directory, int tag) {
        for (int at = directory + 2; ; at += 12) {
            if ((tiff.getShort(at) & 0xFFFF) == tag) {
                return tiff.getInt(at + 4) > 1 ? tiff.getInt(at + 8) : at + 8;
            }
        }
    }

    private static ByteBuffer littleEndian(String file) throws IOException {
        return ByteBuffer.wrap(Pictures.bytes("formats/" + file)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int indexOf(byte[] bytes, int... wanted) {
        for (int at = 0; ; at++) {
            int same = 0;
            while (same < wanted.length && (bytes[at + same] & 0xFF) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
    }

    private void assertRefused(byte[] bytes, FailureCode code) {
        assertThat(code(gate.prepare(bytes))).isEqualTo(code);
    }

    private static FailureCode code(Gated gated) {
        assertThat(gated).isInstanceOf(Refused.class);
        return ((Refused) gated).code();
    }
}
