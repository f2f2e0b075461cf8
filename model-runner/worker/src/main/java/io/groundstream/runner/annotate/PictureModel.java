package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.BatchModel;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.language.Said;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Stacks rows into one call of the generator and takes its answer apart. Rows that only fill up the
 * call are black, and finished before they start. Belongs to one thread, whose buffer is reused.
 */
final class PictureModel implements BatchModel<Shape, Row, Said> {
    private final TextGenerator generator;
    private final int pictureBytes;
    private final ByteBuffer pictures;

    PictureModel(TextGenerator generator, int imageSize, int maxBatch) {
        this.generator = generator;
        this.pictureBytes = imageSize * imageSize * 3;
        this.pictures = ByteBuffer.allocateDirect(Math.multiplyExact(maxBatch, pictureBytes));
    }

    @Override
    public List<Said> compute(Shape shape, List<Row> rows, int paddedSize) {
        var prompts = new long[paddedSize][];
        var done = new boolean[paddedSize];
        pictures.clear().limit(paddedSize * pictureBytes);
        for (int i = 0; i < rows.size(); i++) {
            pictures.put(i * pictureBytes, rows.get(i).rgb(), 0, pictureBytes);
            prompts[i] = rows.get(i).prompt();
        }
        Arrays.fill(prompts, rows.size(), paddedSize, prompts[0]);
        Arrays.fill(done, rows.size(), paddedSize, true);
        var generated = generator.generate(pictures, paddedSize, prompts, shape.newTokens(), done);
        var said = new ArrayList<Said>();
        for (int i = 0; i < rows.size(); i++) {
            said.add(new Said(generated.tokenIds()[i], generated.logProbs()[i]));
        }
        return said;
    }
}
