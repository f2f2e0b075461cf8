package io.groundstream.runner.importer.kosmos2;

import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.util.List;

/** The pieces that both towers are made of. Hidden states are [rows, width] between them. */
record Layers(GraphBuilder graph) {
    String linear(String input, Weights.Linear linear) {
        return graph.op(
                "Gemm", List.of(input, linear.weight(), linear.bias()), Attribute.of("transB", 1));
    }

    String norm(String input, Weights.Norm norm) {
        return graph.op(
                "LayerNormalization",
                List.of(input, norm.scale(), norm.bias()),
                Attribute.of("epsilon", norm.epsilon()));
    }

    String add(String left, String right) {
        return graph.op("Add", List.of(left, right));
    }

    String gelu(String input) {
        return graph.microsoft("Gelu", List.of(input));
    }

    String reshape(String input, String shape) {
        return graph.op("Reshape", List.of(input, shape));
    }

    /** [batch, tokens, width] as [batch * tokens, width]. */
    String rows(String input, int width) {
        return reshape(input, graph.longs(-1, width));
    }

    /** The parts of equal width of [batch, tokens, parts * width]. */
    List<String> split(String input, int parts) {
        return graph.ops(
                "Split",
                List.of(input),
                parts,
                Attribute.of("axis", 2),
                Attribute.of("num_outputs", parts));
    }
}
