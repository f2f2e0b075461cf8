package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import java.util.Map;
import java.util.Optional;

/**
 * A matrix product with a constant: {@code input} [rows, in] by {@code constant} [out, in], and a
 * bias, which may be empty.
 */
record Product(String input, TensorProto constant, String bias, String output) {
    /**
     * The node as a product, if it is one that is worth bytes.
     *
     * @param constants of the whole model
     */
    static Optional<Product> of(NodeProto node, Map<String, TensorProto> constants) {
        if (!node.getOpType().equals("Gemm") || constants.containsKey(node.getInput(0))) {
            return Optional.empty();
        }
        TensorProto weight = constants.get(node.getInput(1));
        if (weight == null
                || weight.getDataType() != DataType.FLOAT.getNumber()
                || weight.getDimsCount() != 2
                || !isPlain(node)) {
            return Optional.empty();
        }
        String bias = node.getInputCount() > 2 ? node.getInput(2) : "";
        return Optional.of(new Product(node.getInput(0), weight, bias, node.getOutput(0)));
    }

    /** The constant's name. */
    String weight() {
        return constant.getName();
    }

    /** With its weight transposed, and nothing else that Gemm could do. */
    private static boolean isPlain(NodeProto node) {
        boolean transposed = false;
        for (AttributeProto attribute : node.getAttributeList()) {
            switch (attribute.getName()) {
                case "transB" -> transposed = attribute.getI() == 1;
                case "transA" -> {
                    if (attribute.getI() != 0) {
                        return false;
                    }
                }
                default -> {
                    if (attribute.getF() != 1) {
                        return false;
                    }
                }
            }
        }
        return transposed;
    }
}
