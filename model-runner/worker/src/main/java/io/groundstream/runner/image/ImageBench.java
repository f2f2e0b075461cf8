package io.groundstream.runner.image;

import io.groundstream.runner.image.Gated.Prepared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Times the whole way from a picture's bytes to the square that a model sees, on one thread.
 *
 * <p>{@code ImageBench SIDE REPETITIONS PICTURE...} prints one line of JSON a picture, as {@code
 * workshop/bench_images.py} does for Pillow.
 */
public final class ImageBench {
    private final ImageLimits limits;
    private final int side;
    private final int repetitions;

    public ImageBench(ImageLimits limits, int side, int repetitions) {
        this.limits = limits;
        this.side = side;
        this.repetitions = repetitions;
    }

    /**
     * What a picture took; medians.
     *
     * @param reducedMillis with a JPEG decoded at reduced scale where that is enough
     * @param fullMillis with it decoded in full
     */
    public record Timing(int width, int height, double reducedMillis, double fullMillis) {}

    /** Times one picture, after as many rounds of warming up. */
    public Timing time(byte[] picture) {
        var reducing = new ImageGate(limits, side);
        var full = ImageGate.unreduced(limits, side);
        if (!(reducing.prepare(picture) instanceof Prepared prepared)) {
            throw new IllegalArgumentException("the gate refuses this picture");
        }
        return new Timing(
                prepared.width(),
                prepared.height(),
                median(reducing, picture),
                median(full, picture));
    }

    private double median(ImageGate gate, byte[] picture) {
        var nanos = new long[repetitions];
        for (int i = -repetitions; i < repetitions; i++) {
            long start = System.nanoTime();
            gate.prepare(picture);
            nanos[Math.max(i, 0)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[repetitions / 2] / 1e6;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 3) {
            System.err.println("usage: ImageBench SIDE REPETITIONS PICTURE...");
            System.exit(2);
        }
        var bench =
                new ImageBench(
                        ImageLimits.DEFAULT, Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        for (int i = 2; i < args.length; i++) {
            var timing = bench.time(Files.readAllBytes(Path.of(args[i])));
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "{\"picture\":\"%s\",\"width\":%d,\"height\":%d,"
                                    + "\"reducedMillis\":%.2f,\"fullMillis\":%.2f}",
                            Path.of(args[i]).getFileName(),
                            timing.width(),
                            timing.height(),
                            timing.reducedMillis(),
                            timing.fullMillis()));
        }
    }
}
