package io.groundstream.runner.image;

import io.groundstream.runner.image.decode.Pixels;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.util.Random;
import java.util.concurrent.TimeUnit;

/** From RGB rows to the square of 224 by 224 that a model sees, on one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ResizeBenchmark {
    private static final int SIDE = 224;
    private static final int ROWS = 64;

    /** Width and height of the picture. */
    @Param({"640x480", "4000x3000"})
    public String picture;

    private int width;
    private int height;
    private byte[][] rows;

    @Setup(Level.Trial)
    public void draw() {
        int by = picture.indexOf('x');
        width = Integer.parseInt(picture, 0, by, 10);
        height = Integer.parseInt(picture, by + 1, picture.length(), 10);
        rows = new byte[ROWS][width * Pixels.WORDS.bytes()];
        var random = new Random(4711);
        for (var row : rows) {
            random.nextBytes(row);
        }
    }

    @Benchmark
    public byte[] squash() {
        var squash = Squash.of(width, height, SIDE, false, Pixels.WORDS);
        for (int y = 0; y < height; y++) {
            squash.row(rows[y % ROWS]);
        }
        return squash.square();
    }
}
