package io.groundstream.runner.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Whatever the bytes are, the gate answers, and does so with a picture or a reason. */
class HostilePicturesPropertyTest {
    private static final List<byte[]> VALID =
            List.of(
                    picture("baseline.jpg"),
                    picture("progressive.jpg"),
                    picture("orientation-6.jpg"),
                    picture("alpha.png"),
                    picture("palette-transparent.png"),
                    picture("deep.png"));

    private final ImageGate gate =
            new ImageGate(new ImageLimits(1 << 20, 1_000_000, 5_000, 100), 16);

    @Property(tries = 300, seed = "4711")
    void randomBytesNeverThrow(@ForAll @Size(max = 400) byte[] bytes) {
        assertAnswers(bytes);
    }

    @Property(tries = 300, seed = "4711")
    void randomBytesBehindASignatureNeverThrow(
            @ForAll("signatures") byte[] signature, @ForAll @Size(max = 400) byte[] rest) {
        var bytes = Arrays.copyOf(signature, signature.length + rest.length);
        System.arraycopy(rest, 0, bytes, signature.length, rest.length);
        assertAnswers(bytes);
    }

    @Property(tries = 600, seed = "4711")
    void mutatedPicturesNeverThrow(
            @ForAll @IntRange(max = 5) int which,
            @ForAll @IntRange(min = 1, max = 12) int mutations,
            @ForAll long seed) {
        var bytes = VALID.get(which).clone();
        var random = new Random(seed);
        for (int i = 0; i < mutations; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        assertAnswers(bytes);
    }

    @Property(tries = 200, seed = "4711")
    void truncatedPicturesAreNeverLetIn(
            @ForAll @IntRange(max = 5) int which, @ForAll @IntRange(max = 999) int permille) {
        var whole = VALID.get(which);
        var bytes = Arrays.copyOf(whole, (int) ((long) whole.length * permille / 1_000));

        // a PNG is whole without the checksum of its last chunk
        boolean lacksMore = bytes.length < whole.length - 4;
        assertThat(gate.prepare(bytes) instanceof Prepared && lacksMore).isFalse();
    }

    private void assertAnswers(byte[] bytes) {
        var gated = gate.prepare(bytes);
        if (gated instanceof Prepared prepared) {
            assertThat(prepared.rgb().remaining()).isEqualTo(16 * 16 * 3);
        }
    }

    @Provide
    Arbitrary<byte[]> signatures() {
        return Arbitraries.of(VALID).map(picture -> Arrays.copyOf(picture, 30));
    }

    private static byte[] picture(String name) {
        try {
            return Pictures.bytes(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
