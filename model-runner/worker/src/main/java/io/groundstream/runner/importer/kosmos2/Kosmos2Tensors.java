package io.groundstream.runner.importer.kosmos2;

import java.util.Map;
import java.util.TreeMap;

/** Names and shapes of a KOSMOS-2 checkpoint's tensors, as the reference's state dict has them. */
final class Kosmos2Tensors {
    static final String TEXT = "text_model.model.";
    static final String VISION = "vision_model.model.";
    static final String PROJECTION = "image_to_text_projection.";
    static final String EMBEDDING = TEXT + "embed_tokens.weight";

    private final Map<String, long[]> shapes = new TreeMap<>();

    private Kosmos2Tensors() {}

    static Map<String, long[]> wanted(Kosmos2Config config) {
        var wanted = new Kosmos2Tensors();
        wanted.text(config.text());
        wanted.vision(config.vision());
        long width = config.text().width();
        wanted.put(PROJECTION + "latent_query", config.latents(), width);
        wanted.linear(PROJECTION + "dense", width, config.vision().width());
        wanted.attention(PROJECTION + "x_attn.", width);
        return wanted.shapes;
    }

    /** Tied or computed tensors, which some checkpoints carry beside the others. */
    static boolean isSpare(String name) {
        return name.equals("text_model.lm_head.weight")
                || name.equals(TEXT + "embed_positions.weights")
                || name.equals(VISION + "embeddings.position_ids");
    }

    private void text(Kosmos2Config.Text text) {
        long width = text.width();
        put(EMBEDDING, text.vocabulary(), width);
        for (int i = 0; i < text.layers(); i++) {
            String layer = TEXT + "layers." + i + ".";
            attention(layer + "self_attn.", width);
            norm(layer + "self_attn.inner_attn_ln", width);
            norm(layer + "self_attn_layer_norm", width);
            linear(layer + "ffn.fc1", text.ffn(), width);
            linear(layer + "ffn.fc2", width, text.ffn());
            norm(layer + "ffn.ffn_layernorm", text.ffn());
            norm(layer + "final_layer_norm", width);
        }
        norm(TEXT + "layer_norm", width);
    }

    private void vision(Kosmos2Config.Vision vision) {
        long width = vision.width();
        put(VISION + "embeddings.class_embedding", width);
        put(VISION + "embeddings.patch_embedding.weight", width, 3, vision.patch(), vision.patch());
        put(VISION + "embeddings.position_embedding.weight", vision.tokens(), width);
        norm(VISION + "pre_layrnorm", width);
        norm(VISION + "post_layernorm", width);
        for (int i = 0; i < vision.layers(); i++) {
            String layer = VISION + "encoder.layers." + i + ".";
            attention(layer + "self_attn.", width);
            norm(layer + "layer_norm1", width);
            norm(layer + "layer_norm2", width);
            linear(layer + "mlp.fc1", vision.ffn(), width);
            linear(layer + "mlp.fc2", width, vision.ffn());
        }
    }

    private void attention(String prefix, long width) {
        for (String part : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
            linear(prefix + part, width, width);
        }
    }

    private void linear(String name, long out, long in) {
        put(name + ".weight", out, in);
        put(name + ".bias", out);
    }

    private void norm(String name, long width) {
        put(name + ".weight", width);
        put(name + ".bias", width);
    }

    private void put(String name, long... shape) {
        shapes.put(name, shape);
    }
}
