package io.groundstream.embedded;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Endless scenes for training, on standard output. A record is: the length of the truth (4 bytes,
 * big endian), the truth (JSON, UTF-8), the picture squashed to side × side (RGB bytes).
 *
 * <p>Training pictures are painted at a share of their size, each at its own: cheaper, and a lesson
 * in not minding how a picture was reduced.
 */
final class RawStream {
    /** A lesson asks more than an exam. */
    private static final int QUESTIONS = 24;

    private static final double LEAST_SCALE = 0.45;
    private static final double MOST_SCALE = 0.75;

    private RawStream() {}

    /**
     * Arguments: split, first seed, side, and the most things that a training scene may have, 0 for
     * the whole world. Ends when the reader closes the pipe.
     */
    public static void main(String[] args) {
        if (args.length != 4) {
            System.err.println("usage: RawStream train|fresh FIRST_SEED SIDE MOST_THINGS");
            System.exit(2);
        }
        System.setProperty("java.awt.headless", "true");
        var split = Split.valueOf(args[0].toUpperCase(Locale.ROOT));
        int side = Integer.parseInt(args[2]);
        int most = Integer.parseInt(args[3]);
        var out = new FileOutputStream(FileDescriptor.out);
        try (var data = new DataOutputStream(new BufferedOutputStream(out, 1 << 20))) {
            for (long seed = Long.parseLong(args[1]); ; seed++) {
                write(scene(split, seed, most), scale(split, seed), side, data);
            }
        } catch (IOException _) {
            // The reader has seen enough.
        }
    }

    private static Scene scene(Split split, long seed, int most) {
        return split == Split.TRAIN && most > 0
                ? SceneDrawer.compose(seed, most)
                : SceneDrawer.compose(World.STANDARD, split, seed);
    }

    /** One record. */
    static void write(Scene scene, double scale, int side, DataOutputStream out)
            throws IOException {
        var exam = Examiner.examine(scene, QUESTIONS);
        byte[] truth = Truth.json(scene, exam, "").getBytes(StandardCharsets.UTF_8);
        out.writeInt(truth.length);
        out.write(truth);
        out.write(Squash.toRgb(Painter.paint(scene, scale), side));
    }

    private static double scale(Split split, long seed) {
        return split == Split.FRESH
                ? 1
                : new SplittableRandom(seed).nextDouble(LEAST_SCALE, MOST_SCALE);
    }
}
