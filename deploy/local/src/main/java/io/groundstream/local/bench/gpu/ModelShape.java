package io.groundstream.local.bench.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The numbers that a model's work is counted from; heads do not matter to it.
 *
 * @param prompt tokens of a prompt, picture slots among them
 */
record ModelShape(
        int vocabulary,
        int width,
        int ffn,
        int layers,
        int latents,
        int prompt,
        int visionWidth,
        int visionFfn,
        int visionLayers,
        int visionTokens,
        int patch) {
    private static final int CHANNELS = 3;

    /** Of a checkpoint directory, with the prompt that is asked of it. */
    static ModelShape read(Path checkpoint, int prompt) throws IOException {
        JsonNode config = new ObjectMapper().readTree(checkpoint.resolve("config.json").toFile());
        JsonNode text = config.required("text_config");
        JsonNode vision = config.required("vision_config");
        int patch = vision.required("patch_size").intValue();
        int side = vision.required("image_size").intValue() / patch;
        return new ModelShape(
                text.required("vocab_size").intValue(),
                text.required("embed_dim").intValue(),
                text.required("ffn_dim").intValue(),
                text.required("layers").intValue(),
                config.required("latent_query_num").intValue(),
                prompt,
                vision.required("hidden_size").intValue(),
                vision.required("intermediate_size").intValue(),
                vision.required("num_hidden_layers").intValue(),
                side * side + 1,
                patch);
    }

    /** Weights that each token of the answer passes: the decoder's and the table of logits. */
    long decoderWeights() {
        return layers * (4L * width * width + 2L * width * ffn) + (long) vocabulary * width;
    }

    /** Weights that are read before the first token: all but the embeddings of other tokens. */
    long allWeights() {
        long vision =
                visionLayers * (4L * visionWidth * visionWidth + 2L * visionWidth * visionFfn)
                        + patchValues() * visionWidth;
        long projection = (long) visionWidth * width + 4L * width * width;
        return decoderWeights() + vision + projection;
    }

    /** Keys and values that one token of one row leaves behind. */
    long cacheValues() {
        return 2L * layers * width;
    }

    /** Multiplications of one row's next token, with so many tokens before it. */
    long stepProducts(long before) {
        return decoderWeights() + 2L * layers * width * (before + 1);
    }

    /** Multiplications of one row from its pixels to the logits of its first token. */
    long firstProducts() {
        return visionProducts() + projectionProducts() + prefillProducts();
    }

    private long visionProducts() {
        long linear = 4L * visionWidth * visionWidth + 2L * visionWidth * visionFfn;
        long attention = 2L * visionTokens * visionWidth;
        return visionTokens * (visionLayers * (linear + attention))
                + (visionTokens - 1L) * patchValues() * visionWidth;
    }

    /** The queries are the same for all rows, and are left out. */
    private long projectionProducts() {
        long seen = (long) visionTokens + latents;
        return (long) visionTokens * visionWidth * width
                + seen * 2 * width * width
                + (long) latents * width * width
                + 2L * latents * seen * width;
    }

    /** Each token looks at itself and at those before it. */
    private long prefillProducts() {
        long linear = 4L * width * width + 2L * width * ffn;
        long attention = (long) width * prompt * (prompt + 1);
        return layers * (prompt * linear + attention) + (long) vocabulary * width;
    }

    private long patchValues() {
        return (long) CHANNELS * patch * patch;
    }
}
