package io.groundstream.local.bench.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Importer;
import io.groundstream.runner.importer.kosmos2.RandomCheckpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The models that are measured: the embedded one, and one of 60 million random weights, thirty
 * times its size, whose every answer has the most tokens that it may have.
 */
final class Models {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 512;

    private final Model embedded;
    private final Path folder;

    /** A checkpoint and the bundle that was made of it. */
    record Model(String name, Path checkpoint, Path bundle) {}

    /**
     * @param folder in which the large one is made when it is first asked for
     */
    Models(Path checkpoint, Path bundle, Path folder) {
        this.embedded = new Model("embedded", checkpoint, bundle);
        this.folder = folder;
    }

    Model embedded() {
        return embedded;
    }

    Model large() throws IOException {
        var checkpoint = folder.resolve("large");
        var bundle = folder.resolve("large-bundle");
        if (!Files.exists(bundle)) {
            write(checkpoint);
            var _ = new Importer().importCheckpoint(checkpoint, bundle, Precision.FP32);
        }
        return new Model("random 60 M", checkpoint, bundle);
    }

    private void write(Path to) throws IOException {
        Files.createDirectories(to);
        for (var name : new String[] {"tokenizer.json", "tokenizer_config.json"}) {
            Files.copy(embedded.checkpoint().resolve(name), to.resolve(name));
        }
        var config = read("config.json");
        config.put("latent_query_num", 64);
        config.withObject("/text_config")
                .put("embed_dim", WIDTH)
                .put("ffn_dim", 4 * WIDTH)
                .put("layers", 12)
                .put("attention_heads", 8)
                // half of them are for the answer: 80 tokens
                .put("max_position_embeddings", 160);
        config.withObject("/vision_config")
                .put("hidden_size", WIDTH)
                .put("intermediate_size", 4 * WIDTH)
                .put("num_hidden_layers", 7)
                .put("num_attention_heads", 8)
                .put("image_size", 224);
        config.put("dtype", "float32");
        JSON.writeValue(to.resolve("config.json").toFile(), config);
        var preprocessor = read("preprocessor_config.json");
        preprocessor.putObject("size").put("height", 224).put("width", 224);
        preprocessor.putObject("crop_size").put("height", 224).put("width", 224);
        JSON.writeValue(to.resolve("preprocessor_config.json").toFile(), preprocessor);
        var generation = read("generation_config.json");
        generation.put("max_new_tokens", 80);
        JSON.writeValue(to.resolve("generation_config.json").toFile(), generation);
        RandomCheckpoint.write(to, RandomCheckpoint.Kind.F32, 1);
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) JSON.readTree(embedded.checkpoint().resolve(file).toFile());
    }
}
