package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The decoder: embedding, sub-layer-normalised blocks with a key-value cache, and the logits. */
final class TextDecoder {
    private static final String NAME = Kosmos2Tensors.TEXT;

    /** Position i of a sequence is row i + 2 of the table; row 1 belongs to padding. */
    static final int FIRST_POSITION = 2;

    private record Layer(
            Weights.Norm before,
            Weights.Linear qkv,
            Weights.Norm inner,
            Weights.Linear out,
            Weights.Norm between,
            Weights.Linear up,
            Weights.Norm middle,
            Weights.Linear down) {}

    /** Logits [batch, vocabulary] of the last token, and keys and values, layer by layer. */
    record Step(String logits, List<String> cache) {}

    private final Kosmos2Config.Text config;
    private final String embedding;
    private final String positions;
    private final String logitTable;
    private final Weights.Norm last;
    private final List<Layer> layers = new ArrayList<>();

    TextDecoder(Kosmos2Config.Text config, Weights weights) throws IOException {
        this.config = config;
        // The reference clears the padding's row when it loads a checkpoint; as the logits use the
        // same table, training can have left something there.
        embedding = weights.tensorWithZeros(Kosmos2Tensors.EMBEDDING, config.pad());
        positions =
                weights.computed(
                        NAME + "positions",
                        new long[] {config.positions() + FIRST_POSITION, config.width()},
                        Sinusoids.table(config.positions() + FIRST_POSITION, config.width()));
        for (int i = 0; i < config.layers(); i++) {
            String layer = NAME + "layers." + i + ".";
            layers.add(
                    new Layer(
                            weights.norm(layer + "self_attn_layer_norm", config.epsilon()),
                            weights.joined(layer + "self_attn.", "q_proj", "k_proj", "v_proj"),
                            weights.norm(layer + "self_attn.inner_attn_ln", config.epsilon()),
                            weights.linear(layer + "self_attn.out_proj"),
                            weights.norm(layer + "final_layer_norm", config.epsilon()),
                            weights.linear(layer + "ffn.fc1"),
                            weights.norm(layer + "ffn.ffn_layernorm", config.epsilon()),
                            weights.linear(layer + "ffn.fc2")));
        }
        logitTable = weights.single(embedding);
        last = weights.norm(NAME + "layer_norm", config.epsilon());
    }

    String embed(GraphBuilder graph, String ids) {
        return graph.op("Gather", List.of(embedding, ids));
    }

    /**
     * Reads the whole prompt.
     *
     * @param embedded [batch, length, width], the picture in its place, not yet scaled
     * @param length of the prompt, [1]
     */
    Step prefill(GraphBuilder graph, String embedded, String length) {
        var parts = new Layers(graph);
        String end = graph.op("Add", List.of(length, graph.longs(FIRST_POSITION)));
        String rows =
                graph.op(
                        "Slice",
                        List.of(positions, graph.longs(FIRST_POSITION), end, graph.longs(0)));
        String shape =
                graph.op(
                        "Concat",
                        List.of(graph.longs(-1), length, graph.longs(3L * config.width())),
                        Attribute.of("axis", 0));
        String hidden = parts.rows(parts.add(scaled(graph, embedded), rows), config.width());
        var cache = new ArrayList<String>();
        for (Layer layer : layers) {
            List<String> qkv =
                    parts.split(parts.reshape(projected(parts, layer, hidden), shape), 3);
            List<String> attended =
                    graph.microsofts("MultiHeadAttention", qkv, 3, heads(), causal());
            cache.addAll(attended.subList(1, 3));
            hidden = rest(parts, layer, hidden, attended.getFirst());
        }
        String wide =
                graph.op(
                        "Concat",
                        List.of(graph.longs(-1), length, graph.longs(config.width())),
                        Attribute.of("axis", 0));
        String ending =
                graph.op(
                        "Gather",
                        List.of(parts.reshape(hidden, wide), graph.scalar(-1)),
                        Attribute.of("axis", 1));
        return new Step(logits(parts, ending), cache);
    }

    /**
     * Reads one token more.
     *
     * @param ids [batch]
     * @param row of the table of positions, a scalar
     * @param cache keys and values of what was read before, layer by layer
     */
    Step next(GraphBuilder graph, String ids, String row, List<String> cache) {
        var parts = new Layers(graph);
        String place = graph.op("Gather", List.of(positions, row));
        String hidden = parts.add(scaled(graph, embed(graph, ids)), place);
        String shape = graph.longs(-1, 1, 3L * config.width());
        String none = GraphBuilder.NONE;
        var grown = new ArrayList<String>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            var inputs =
                    new ArrayList<>(
                            parts.split(parts.reshape(projected(parts, layer, hidden), shape), 3));
            inputs.addAll(List.of(none, none, none, cache.get(2 * i), cache.get(2 * i + 1)));
            List<String> attended = graph.microsofts("MultiHeadAttention", inputs, 3, heads());
            grown.addAll(attended.subList(1, 3));
            hidden = rest(parts, layer, hidden, attended.getFirst());
        }
        return new Step(logits(parts, hidden), grown);
    }

    /** The cache as a loop carries it. */
    List<String> declareCache(GraphBuilder body) {
        return Stream.generate(() -> body.carried("past", body.real()))
                .limit(2L * layers.size())
                .toList();
    }

    private String scaled(GraphBuilder graph, String embedded) {
        return config.scaleEmbedding()
                ? graph.op(
                        "Mul",
                        List.of(embedded, graph.realScalar((float) Math.sqrt(config.width()))))
                : embedded;
    }

    private static String projected(Layers parts, Layer layer, String hidden) {
        return parts.linear(parts.norm(hidden, layer.before), layer.qkv);
    }

    private String rest(Layers parts, Layer layer, String hidden, String attended) {
        String inner = parts.norm(parts.rows(attended, config.width()), layer.inner);
        String middle = parts.add(hidden, parts.linear(inner, layer.out));
        String raised = parts.gelu(parts.linear(parts.norm(middle, layer.between), layer.up));
        return parts.add(middle, parts.linear(parts.norm(raised, layer.middle), layer.down));
    }

    private String logits(Layers parts, String hidden) {
        GraphBuilder graph = parts.graph();
        String ending = graph.cast(parts.norm(hidden, last), graph.real(), DataType.FLOAT);
        return graph.op("Gemm", List.of(ending, logitTable), Attribute.of("transB", 1));
    }

    private Attribute heads() {
        return Attribute.of("num_heads", config.heads());
    }

    private static Attribute causal() {
        return Attribute.of("unidirectional", 1);
    }
}
