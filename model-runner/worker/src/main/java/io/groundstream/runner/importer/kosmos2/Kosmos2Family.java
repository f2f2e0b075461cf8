package io.groundstream.runner.importer.kosmos2;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Checkpoint;
import io.groundstream.runner.importer.Family;
import io.groundstream.runner.importer.ImportException;
import io.groundstream.runner.importer.onnx.ModelFiles;
import io.groundstream.runner.language.Language;
import io.groundstream.runner.language.TaggedLanguage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** KOSMOS-2 (arXiv 2306.14824) as Hugging Face's transformers store it. */
public final class Kosmos2Family implements Family {
    private static final int GRID = 32;
    private static final int MOST_NEW_TOKENS = 128;
    private static final String PROMPT_REVISION = "1";

    /**
     * At these shares of a batch, in percent, decoding drops the rows that have ended. Bundles in
     * half precision are for GPUs, where that has not been tried: they have one loop for all rows.
     */
    private static final List<Integer> SHARES = List.of(75, 50, 25);

    private final List<Integer> shares;

    public Kosmos2Family() {
        this(SHARES);
    }

    Kosmos2Family(List<Integer> shares) {
        this.shares = shares;
    }

    @Override
    public String modelType() {
        return "kosmos-2";
    }

    @Override
    public Manifest assemble(Checkpoint checkpoint, ModelFiles out, Precision precision)
            throws IOException {
        var problems = new ArrayList<String>();
        Kosmos2Config config = Kosmos2Config.read(checkpoint.config(), problems);
        Manifest.Tokens tokens =
                Kosmos2Tokens.read(checkpoint.json(Checkpoint.TOKENIZER), GRID * GRID, problems);
        Manifest.Image image =
                image(
                        checkpoint.json("preprocessor_config.json"),
                        config.vision().imageSize(),
                        problems);
        problems.addAll(
                checkpoint
                        .tensors()
                        .differences(Kosmos2Tensors.wanted(config), Kosmos2Tensors::isSpare));
        if (!problems.isEmpty()) {
            throw new ImportException(checkpoint.directory(), problems);
        }
        int ngram = ngram(checkpoint);
        var graph = new Kosmos2Graph(config, image, ngram, checkpoint.tensors(), out);
        out.write(graph.build(precision == Precision.FP32 ? shares : List.of()));
        int newTokens = Math.min(MOST_NEW_TOKENS, config.text().positions() / 2);
        return new Manifest(
                Manifest.FORMAT,
                checkpoint.config().path("_name_or_path").asText(modelType()),
                "",
                modelType(),
                precision.word(),
                image,
                GRID,
                config.latents(),
                tokens,
                new Manifest.Prompts(PROMPT_REVISION, prompts()),
                new Manifest.Limits(config.text().positions() - newTokens, newTokens),
                ngram,
                Calibration.NONE,
                Manifest.unsealed());
    }

    @Override
    public Language language(Bundle bundle) {
        return TaggedLanguage.of(bundle);
    }

    private static SortedMap<String, String> prompts() {
        var prompts = new TreeMap<String, String>();
        prompts.put("BRIEF_CAPTION", "<grounding> An image of");
        prompts.put("DETAILED_CAPTION", "<grounding> Describe this image in detail:");
        prompts.put("PLAIN_CAPTION", " An image of");
        prompts.put("GROUND_PHRASE", "<grounding><phrase> {text}</phrase>");
        prompts.put(
                "DESCRIBE_REGION", "<grounding><phrase> It</phrase><object>{region}</object> is");
        prompts.put("ANSWER", " Question: {text} Answer:");
        prompts.put("GROUNDED_ANSWER", "<grounding> Question: {text} Answer:");
        return prompts;
    }

    private static int ngram(Checkpoint checkpoint) throws IOException {
        String key = "no_repeat_ngram_size";
        int text = checkpoint.config().path("text_config").path(key).asInt(0);
        return checkpoint.json("generation_config.json").path(key).asInt(text);
    }

    private static Manifest.Image image(JsonNode config, int size, List<String> problems) {
        String file = "preprocessor_config.json: ";
        if (config.isMissingNode()) {
            problems.add(file + "is missing");
        }
        int resample = config.path("resample").asInt(3);
        if (resample != 3) {
            problems.add(file + "resample must be 3 (bicubic), is " + resample);
        }
        List<Double> mean = triple(config, "image_mean", file, problems);
        List<Double> std = triple(config, "image_std", file, problems);
        if (std.stream().anyMatch(value -> value <= 0)) {
            problems.add(file + "image_std must be positive, is " + std);
        }
        return new Manifest.Image(size, "bicubic", mean, std);
    }

    private static List<Double> triple(
            JsonNode config, String key, String file, List<String> problems) {
        JsonNode values = config.path(key);
        if (values.size() != 3) {
            problems.add(file + key + " must be 3 numbers, is " + values);
            return List.of(1.0, 1.0, 1.0);
        }
        return List.of(
                values.get(0).asDouble(), values.get(1).asDouble(), values.get(2).asDouble());
    }
}
