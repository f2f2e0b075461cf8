package io.groundstream.local.bench.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;

import org.junit.jupiter.api.Test;

class PicturesTest {
    @Test
    void aMarkedPictureHasOtherBytesAndShowsTheSame() {
        var gate = new ImageGate(ImageLimits.DEFAULT, 140);
        var picture = Pictures.jpegs(1).getFirst();

        var first = Pictures.marked(picture, 1);
        var second = Pictures.marked(picture, 2);

        assertThat(first).isNotEqualTo(second);
        assertThat(gate.prepare(first)).isEqualTo(gate.prepare(second));
        assertThat(gate.prepare(first)).isInstanceOf(Prepared.class);
    }
}
