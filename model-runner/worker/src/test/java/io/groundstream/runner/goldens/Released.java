package io.groundstream.runner.goldens;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.image.Pictures;
import io.groundstream.runner.importer.Importer;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint;
import io.groundstream.runner.importer.kosmos2.ReleasedCheckpoint;
import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Region;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Random checkpoints in the released layout, and what the reference answered to them. */
public enum Released {
    /** Two layers; no n-gram of 3 twice. */
    SLIM,
    /** Five narrow layers; anything may be said again. */
    DEEP;

    /** One batch; each row has a picture and words of its own. */
    public record Case(
            String task, @Nullable List<Double> region, int maxNewTokens, List<Row> rows) {
        PromptRequest request(Row row) {
            return new PromptRequest(
                    task,
                    row.asked(),
                    region == null
                            ? null
                            : new Region(
                                    region.get(0), region.get(1), region.get(2), region.get(3)));
        }

        @Override
        public String toString() {
            return task + " x " + rows.size() + ", " + maxNewTokens + " tokens";
        }
    }

    /**
     * One row.
     *
     * @param promptIds what follows the end of the picture
     */
    public record Row(
            String picture,
            @Nullable String asked,
            long[] promptIds,
            long[] tokenIds,
            float[] logProbs,
            String raw,
            String text,
            List<Golden.Entity> entities) {}

    private @Nullable Bundle bundle;

    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Imported once for all tests of a run. */
    public synchronized Bundle bundle() {
        if (bundle == null) {
            bundle = imported(Precision.FP32);
        }
        return bundle;
    }

    public Bundle imported(Precision precision) {
        try {
            Path folder = Scratch.folder();
            ReleasedCheckpoint.write(
                    folder(), folder.resolve("checkpoint"), RandomCheckpoint.Kind.F32, 1);
            return new Importer()
                    .importCheckpoint(
                            folder.resolve("checkpoint"), folder.resolve("bundle"), precision);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Case> cases() {
        var json = new ObjectMapper();
        return Lines.read("released/" + folder() + "/goldens.jsonl.gz").stream()
                .map(line -> json.convertValue(line, Case.class))
                .toList();
    }

    /** A row's whole prompt. */
    public long[] prompt(Row row) {
        Manifest manifest = bundle().manifest();
        int picture = manifest.latents() + 3;
        var prompt = new long[picture + row.promptIds().length];
        prompt[0] = manifest.tokens().bos();
        prompt[1] = manifest.tokens().image();
        for (int i = 0; i < manifest.latents(); i++) {
            prompt[2 + i] = manifest.tokens().firstSlot() + i;
        }
        prompt[picture - 1] = manifest.tokens().imageEnd();
        System.arraycopy(row.promptIds(), 0, prompt, picture, row.promptIds().length);
        return prompt;
    }

    /** The rows' pictures as the model sees them, one after another. */
    public ByteBuffer pictures(List<Row> rows) {
        int side = bundle().manifest().image().size();
        var gate = new ImageGate(ImageLimits.DEFAULT, side);
        var pixels = ByteBuffer.allocateDirect(rows.size() * side * side * 3);
        for (Row row : rows) {
            try {
                pixels.put(((Prepared) gate.prepare(Pictures.bytes(row.picture()))).rgb());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pixels.flip();
    }
}
