package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

final class RawStreamTest {
    private static final int SIDE = 28;

    @Test
    void aRecordIsATruthAndItsSquashedPicture() throws IOException {
        var written = new ByteArrayOutputStream();

        var out = new DataOutputStream(written);
        for (long seed = 5; seed < 8; seed++) {
            RawStream.write(Scenes.draw(seed).scene(), 1, SIDE, out);
        }

        var in = new DataInputStream(new ByteArrayInputStream(written.toByteArray()));
        for (long seed = 5; seed < 8; seed++) {
            var truth = new ObjectMapper().readTree(in.readNBytes(in.readInt()));
            assertThat(truth.get("seed").asLong()).isEqualTo(seed);
            assertThat(in.readNBytes(SIDE * SIDE * 3))
                    .isEqualTo(Squash.toRgb(Scenes.draw(seed).picture(), SIDE));
        }
    }
}
