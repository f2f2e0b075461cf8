package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CLIP's vision transformer on levels of 0 to 255: all tokens of the last layer, normalised to unit
 * length, [batch * tokens, width].
 */
final class VisionTower {
    private static final String NAME = Kosmos2Tensors.VISION;
    private static final float SHORTEST = 1e-12f;

    private record Layer(
            Weights.Norm before,
            Weights.Linear qkv,
            Weights.Linear out,
            Weights.Norm between,
            Weights.Linear up,
            Weights.Linear down) {}

    private final Kosmos2Config.Vision config;
    private final Patches patches;
    private final String classToken;
    private final String positions;
    private final Weights.Norm first;
    private final Weights.Norm last;
    private final List<Layer> layers = new ArrayList<>();

    VisionTower(Kosmos2Config.Vision config, Manifest.Image image, Weights weights)
            throws IOException {
        this.config = config;
        int width = config.width();
        patches = new Patches(config, image, weights);
        float[] table = weights.values(NAME + "embeddings.position_embedding.weight");
        float[] token = weights.values(NAME + "embeddings.class_embedding");
        for (int i = 0; i < width; i++) {
            token[i] += table[i];
        }
        classToken = weights.computed(NAME + "class", new long[] {1, 1, width}, token);
        positions =
                weights.computed(
                        NAME + "positions",
                        new long[] {config.tokens() - 1, width},
                        Arrays.copyOfRange(table, width, table.length));
        first = weights.norm(NAME + "pre_layrnorm", config.epsilon());
        for (int i = 0; i < config.layers(); i++) {
            String layer = NAME + "encoder.layers." + i + ".";
            layers.add(
                    new Layer(
                            weights.norm(layer + "layer_norm1", config.epsilon()),
                            weights.joined(layer + "self_attn.", "q_proj", "k_proj", "v_proj"),
                            weights.linear(layer + "self_attn.out_proj"),
                            weights.norm(layer + "layer_norm2", config.epsilon()),
                            weights.linear(layer + "mlp.fc1"),
                            weights.linear(layer + "mlp.fc2")));
        }
        last = weights.norm(NAME + "post_layernorm", config.epsilon());
    }

    String build(GraphBuilder graph, String levels, String batch) {
        var parts = new Layers(graph);
        String hidden = parts.norm(embed(parts, levels, batch), first);
        for (Layer layer : layers) {
            hidden = layer(parts, layer, hidden);
        }
        // in single precision, as a sum of squares soon exceeds what a half can hold; not as
        // ReduceL2, which on a GPU is cuDNN's
        String whole = graph.cast(parts.norm(hidden, last), graph.real(), DataType.FLOAT);
        String squares =
                graph.op(
                        "ReduceSum",
                        List.of(graph.op("Mul", List.of(whole, whole)), graph.longs(-1)),
                        Attribute.of("keepdims", 1));
        String length = graph.op("Sqrt", List.of(squares));
        String unit =
                graph.op(
                        "Div",
                        List.of(whole, graph.op("Max", List.of(length, graph.scalar(SHORTEST)))));
        return graph.cast(unit, DataType.FLOAT, graph.real());
    }

    private String embed(Layers parts, String levels, String batch) {
        GraphBuilder graph = parts.graph();
        int width = config.width();
        String embedded = patches.build(parts, levels);
        String placed =
                parts.add(
                        parts.reshape(embedded, graph.longs(-1, config.tokens() - 1, width)),
                        positions);
        String shape =
                graph.op("Concat", List.of(batch, graph.longs(1, width)), Attribute.of("axis", 0));
        String tokens =
                graph.op(
                        "Concat",
                        List.of(graph.op("Expand", List.of(classToken, shape)), placed),
                        Attribute.of("axis", 1));
        return parts.rows(tokens, width);
    }

    private String layer(Layers parts, Layer layer, String hidden) {
        GraphBuilder graph = parts.graph();
        int width = config.width();
        String joined = parts.linear(parts.norm(hidden, layer.before), layer.qkv);
        List<String> qkv =
                parts.split(parts.reshape(joined, graph.longs(-1, config.tokens(), 3L * width)), 3);
        String attended =
                graph.microsoft(
                        "MultiHeadAttention", qkv, Attribute.of("num_heads", config.heads()));
        String middle = parts.add(hidden, parts.linear(parts.rows(attended, width), layer.out));
        String raised = parts.linear(parts.norm(middle, layer.between), layer.up);
        String active =
                config.quickGelu()
                        ? graph.microsoft(
                                "QuickGelu", List.of(raised), Attribute.of("alpha", 1.702f))
                        : parts.gelu(raised);
        return parts.add(middle, parts.linear(active, layer.down));
    }
}
