package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;

import java.util.Optional;

/** Loops of a graph. */
final class Loops {
    private static final String BODY = "body";

    private Loops() {}

    /** The body, if the node is a loop. */
    static Optional<GraphProto> body(NodeProto node) {
        return node.getOpType().equals("Loop")
                ? node.getAttributeList().stream()
                        .filter(attribute -> attribute.getName().equals(BODY))
                        .map(AttributeProto::getG)
                        .findFirst()
                : Optional.empty();
    }

    /** The loop with another body. */
    static NodeProto.Builder with(NodeProto loop, GraphProto.Builder body) {
        var changed = loop.toBuilder();
        for (var attribute : changed.getAttributeBuilderList()) {
            if (attribute.getName().equals(BODY)) {
                attribute.setG(body);
            }
        }
        return changed;
    }
}
