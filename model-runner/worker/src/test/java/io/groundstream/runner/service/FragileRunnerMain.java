package io.groundstream.runner.service;

import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.image.Pictures;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A runner that dies without a word when the model is shown a certain picture. */
final class FragileRunnerMain {
    static final int DEAD = 77;
    static final String DIES_AT_CALL = "fragile.dies-at-call";

    private static int calls;

    private FragileRunnerMain() {}

    public static void main(String[] args) throws Exception {
        System.exit(
                RunnerMain.run(
                        args,
                        generator -> new AroundGenerator(generator, FragileRunnerMain::maybeDie)));
    }

    private static void maybeDie(ByteBuffer pictures) {
        if (++calls == Integer.getInteger(DIES_AT_CALL, 0)) {
            Runtime.getRuntime().halt(DEAD);
        }
        var killer = killer(pictures.remaining());
        int bytes = killer.remaining();
        for (int at = 0; at + bytes <= pictures.limit(); at += bytes) {
            if (pictures.slice(at, bytes).equals(killer)) {
                Runtime.getRuntime().halt(DEAD);
            }
        }
    }

    /** The picture as a model of the tests' size sees it. */
    private static ByteBuffer killer(int atMost) {
        try {
            int size =
                    io.groundstream.runner.goldens.Goldens.TINY.bundle().manifest().image().size();
            var gated =
                    new ImageGate(ImageLimits.DEFAULT, size).prepare(Pictures.bytes("deep.png"));
            var rgb = ((Prepared) gated).rgb();
            if (rgb.remaining() > atMost) {
                throw new IllegalStateException("pictures of another size");
            }
            return rgb;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
