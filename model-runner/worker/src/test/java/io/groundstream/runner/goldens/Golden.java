package io.groundstream.runner.goldens;

import io.groundstream.runner.tokenize.PromptRequest;
import io.groundstream.runner.tokenize.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** One batch as {@code workshop/goldens.py} wrote it: row i saw picture i. */
public record Golden(
        String task,
        @Nullable String text,
        @Nullable List<Double> region,
        long[] promptIds,
        int maxNewTokens,
        List<Row> rows) {

    public record Row(
            long[] tokenIds, float[] logProbs, String raw, String text, List<Entity> entities) {}

    public record Entity(String phrase, List<Integer> span, List<List<Double>> boxes) {}

    public PromptRequest request() {
        return new PromptRequest(
                task,
                text,
                region == null
                        ? null
                        : new Region(region.get(0), region.get(1), region.get(2), region.get(3)));
    }

    public long[][] prompts() {
        var prompts = new long[rows.size()][];
        java.util.Arrays.fill(prompts, promptIds);
        return prompts;
    }

    @Override
    public String toString() {
        return task + " × " + rows.size();
    }
}
