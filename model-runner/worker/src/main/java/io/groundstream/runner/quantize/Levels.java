package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers of a graph that were given to it as bytes, which a product of bytes takes as they are.
 */
final class Levels {
    private static final int UINT8 = DataType.UINT8.getNumber();
    private static final Set<String> MOVES = Set.of("Reshape", "Transpose");

    private final Map<String, String> bytes = new HashMap<>();

    private Levels() {}

    static Levels of(GraphProto graph) {
        var levels = new Levels();
        var moved = new HashSet<String>();
        graph.getInputList().stream()
                .filter(input -> input.getType().getTensorType().getElemType() == UINT8)
                .forEach(input -> moved.add(input.getName()));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getInputCount() == 0 || !moved.contains(node.getInput(0))) {
                continue;
            }
            if (MOVES.contains(node.getOpType())) {
                moved.add(node.getOutput(0));
            } else if (node.getOpType().equals("Cast")) {
                levels.bytes.put(node.getOutput(0), node.getInput(0));
            }
        }
        return levels;
    }

    /** The bytes that these numbers were; empty if they were none. */
    Optional<String> behind(String numbers) {
        return Optional.ofNullable(bytes.get(numbers));
    }
}
