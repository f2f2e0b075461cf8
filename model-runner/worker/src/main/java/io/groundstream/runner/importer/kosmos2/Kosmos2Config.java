package io.groundstream.runner.importer.kosmos2;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/** The numbers of {@code config.json}; what it leaves out is as in the released checkpoint. */
record Kosmos2Config(Text text, Vision vision, int latents) {
    record Text(
            int vocabulary,
            int positions,
            int width,
            int layers,
            int ffn,
            int heads,
            float epsilon,
            boolean scaleEmbedding,
            int pad) {}

    record Vision(
            int width,
            int ffn,
            int layers,
            int heads,
            int imageSize,
            int patch,
            float epsilon,
            boolean quickGelu) {
        int patchesPerSide() {
            return imageSize / patch;
        }

        /** Patches and the class token. */
        int tokens() {
            return patchesPerSide() * patchesPerSide() + 1;
        }
    }

    /** Adds to {@code problems} what this importer cannot express. */
    static Kosmos2Config read(JsonNode config, List<String> problems) {
        JsonNode text = config.path("text_config");
        JsonNode vision = config.path("vision_config");
        only(text, "activation_function", "gelu", problems);
        String activation = vision.path("hidden_act").asText("quick_gelu");
        if (!activation.equals("quick_gelu") && !activation.equals("gelu")) {
            problems.add("config.json: hidden_act must be quick_gelu or gelu, is " + activation);
        }
        only(text, "add_cross_attention", "false", problems);
        only(config, "tie_word_embeddings", "true", problems);
        var read =
                new Kosmos2Config(
                        new Text(
                                text.path("vocab_size").asInt(65037),
                                text.path("max_position_embeddings").asInt(2048),
                                text.path("embed_dim").asInt(2048),
                                text.path("layers").asInt(24),
                                text.path("ffn_dim").asInt(8192),
                                text.path("attention_heads").asInt(32),
                                (float) text.path("layer_norm_eps").asDouble(1e-5),
                                text.path("scale_embedding").asBoolean(true),
                                text.path("pad_token_id").asInt(1)),
                        new Vision(
                                vision.path("hidden_size").asInt(1024),
                                vision.path("intermediate_size").asInt(4096),
                                vision.path("num_hidden_layers").asInt(24),
                                vision.path("num_attention_heads").asInt(16),
                                vision.path("image_size").asInt(224),
                                vision.path("patch_size").asInt(14),
                                (float) vision.path("layer_norm_eps").asDouble(1e-5),
                                activation.equals("quick_gelu")),
                        config.path("latent_query_num").asInt(64));
        divides(read.text.heads, read.text.width, "attention_heads", problems);
        divides(read.vision.heads, read.vision.width, "num_attention_heads", problems);
        divides(read.vision.patch, read.vision.imageSize, "patch_size", problems);
        return read;
    }

    private static void only(JsonNode node, String key, String wanted, List<String> problems) {
        String found = node.path(key).asText(wanted);
        if (!found.equals(wanted)) {
            problems.add("config.json: " + key + " must be " + wanted + ", is " + found);
        }
    }

    private static void divides(int part, int whole, String key, List<String> problems) {
        if (part < 1 || whole < 1 || whole % part != 0) {
            problems.add("config.json: " + key + " must divide " + whole + ", is " + part);
        }
    }
}
