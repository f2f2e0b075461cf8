package io.groundstream.local.bench.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.embedded.Scenes;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Importer;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint.Kind;
import io.groundstream.runner.quantize.Quantizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;

/**
 * The models that are measured: the embedded one; one of 60 million random weights, thirty times
 * its size; and one of the released size, 1.66 billion of them. Each answer of the random ones has
 * the most tokens that it may have.
 */
public final class Models {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SIDE = 224;
    private static final int LATENTS = 64;

    private static final long FIRST_SCENE = 940_000_000L;
    private static final int SCENES = 32;

    private final Model embedded;
    private final Path folder;

    /** A checkpoint and the bundle that was made of it. */
    public record Model(String name, Path checkpoint, Path bundle) {}

    /** Widths and depths of a random model; feed-forward layers are four times as wide. */
    private record Size(
            int vocabulary,
            int width,
            int layers,
            int heads,
            int visionWidth,
            int visionLayers,
            int visionHeads,
            int positions) {}

    // half of the positions are for the answer: 80 tokens
    private static final Size LARGE = new Size(0, 512, 12, 8, 512, 7, 8, 160);
    // below the released vocabulary, in which a random model soon ends its answers
    private static final Size FULL = new Size(64_000, 2_048, 24, 32, 1_024, 24, 16, 2_048);

    /**
     * @param folder in which the others are made when they are first asked for
     */
    public Models(Path checkpoint, Path bundle, Path folder) {
        this.embedded = new Model("embedded", checkpoint, bundle);
        this.folder = folder;
    }

    Model embedded() {
        return embedded;
    }

    /** The same in bytes, after scenes that no part of a benchmark shows. */
    Model embeddedInBytes() throws IOException {
        var bundle = folder.resolve("embedded-int8");
        if (!Files.exists(bundle.resolve("model.json"))) {
            Files.createDirectories(folder);
            var scenes = new ArrayList<Path>();
            for (int i = 0; i < SCENES; i++) {
                var file = folder.resolve("scene-" + i + ".png");
                scenes.add(Files.write(file, Scenes.draw(FIRST_SCENE + i).png()));
            }
            var _ = new Quantizer().quantize(Bundle.open(embedded.bundle()), scenes, bundle);
        }
        return new Model("embedded, int8", embedded.checkpoint(), bundle);
    }

    Model large() throws IOException {
        return large(Precision.FP32);
    }

    /** The shipped checkpoint in that precision. */
    public Model embedded(Precision precision) throws IOException {
        return precision == Precision.FP32
                ? embedded
                : imported(embedded.name(), embedded.checkpoint(), precision);
    }

    public Model large(Precision precision) throws IOException {
        return random("random 60 M", "large", LARGE, precision);
    }

    public Model full(Precision precision) throws IOException {
        return random("random 1.66 B", "full", FULL, precision);
    }

    private Model random(String name, String file, Size size, Precision precision)
            throws IOException {
        var checkpoint = folder.resolve(file);
        if (!Files.exists(checkpoint)) {
            var draft = folder.resolve(file + "-draft");
            // half precision where nobody reads it as anything else
            write(draft, size, size.equals(FULL) ? Kind.F16 : Kind.F32);
            Files.move(draft, checkpoint);
        }
        return imported(name, checkpoint, precision);
    }

    private Model imported(String name, Path checkpoint, Precision precision) throws IOException {
        var file = name.replaceAll("[^a-z0-9]+", "-") + "-" + precision.word();
        var bundle = folder.resolve(file);
        if (!Files.exists(bundle.resolve("model.json"))) {
            var _ = new Importer().importCheckpoint(checkpoint, bundle, precision);
        }
        return new Model(name, checkpoint, bundle);
    }

    private void write(Path to, Size size, Kind kind) throws IOException {
        Files.createDirectories(to);
        for (var name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
            Files.copy(
                    embedded.checkpoint().resolve(name),
                    to.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        var config = read("config.json");
        config.put("latent_query_num", LATENTS);
        var text = config.withObject("/text_config");
        text.put("embed_dim", size.width())
                .put("ffn_dim", 4 * size.width())
                .put("layers", size.layers())
                .put("attention_heads", size.heads())
                .put("max_position_embeddings", size.positions());
        if (size.vocabulary() > 0) {
            text.put("vocab_size", size.vocabulary());
        }
        config.withObject("/vision_config")
                .put("hidden_size", size.visionWidth())
                .put("intermediate_size", 4 * size.visionWidth())
                .put("num_hidden_layers", size.visionLayers())
                .put("num_attention_heads", size.visionHeads())
                .put("image_size", SIDE);
        config.put("dtype", kind == Kind.F16 ? "float16" : "float32");
        JSON.writeValue(to.resolve("config.json").toFile(), config);
        var preprocessor = read("preprocessor_config.json");
        preprocessor.putObject("size").put("height", SIDE).put("width", SIDE);
        preprocessor.putObject("crop_size").put("height", SIDE).put("width", SIDE);
        JSON.writeValue(to.resolve("preprocessor_config.json").toFile(), preprocessor);
        var generation = read("generation_config.json");
        generation.put("max_new_tokens", 80);
        JSON.writeValue(to.resolve("generation_config.json").toFile(), generation);
        RandomCheckpoint.write(to, kind, 1);
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) JSON.readTree(embedded.checkpoint().resolve(file).toFile());
    }
}
