package io.groundstream.runner.importer.kosmos2;

import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.io.IOException;
import java.util.List;

/**
 * Latent queries look at the picture's tokens and at themselves, and become what the decoder reads
 * in the place of the image slots: [batch, latents, width]. Not causal, as the paper has it.
 */
final class Projection {
    private final Kosmos2Config config;
    private final String latents;
    private final Weights.Linear dense;
    private final Weights.Linear query;
    private final Weights.Linear keyValue;
    private final Weights.Linear out;

    Projection(Kosmos2Config config, Weights weights) throws IOException {
        String name = Kosmos2Tensors.PROJECTION;
        this.config = config;
        latents = weights.tensor(name + "latent_query");
        dense = weights.linear(name + "dense");
        query = weights.linear(name + "x_attn.q_proj");
        keyValue = weights.joined(name + "x_attn.", "k_proj", "v_proj");
        out = weights.linear(name + "x_attn.out_proj");
    }

    String build(GraphBuilder graph, String seen, String batch) {
        var parts = new Layers(graph);
        int width = config.text().width();
        int tokens = config.vision().tokens();
        String picture = parts.reshape(parts.linear(seen, dense), graph.longs(-1, tokens, width));
        String shape =
                graph.op(
                        "Concat",
                        List.of(batch, graph.longs(config.latents(), width)),
                        Attribute.of("axis", 0));
        String all =
                graph.op(
                        "Concat",
                        List.of(picture, graph.op("Expand", List.of(latents, shape))),
                        Attribute.of("axis", 1));
        List<String> pair =
                parts.split(
                        parts.reshape(
                                parts.linear(parts.rows(all, width), keyValue),
                                graph.longs(-1, tokens + config.latents(), 2L * width)),
                        2);
        String queries = graph.op("Expand", List.of(parts.linear(latents, query), shape));
        String attended =
                graph.microsoft(
                        "MultiHeadAttention",
                        List.of(queries, pair.get(0), pair.get(1)),
                        Attribute.of("num_heads", config.text().heads()));
        return parts.reshape(
                parts.linear(parts.rows(attended, width), out),
                graph.longs(-1, config.latents(), width));
    }
}
