package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import io.groundstream.runner.importer.onnx.Attribute;

import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A model that tells, beside its answer, the least and the most number that each product is fed
 * with: in loops, those of each step. What it told is kept by the product's weight, as the same
 * weights read a prompt and, in loops, what was answered.
 */
final class Observation {
    private final Map<String, TensorProto> constants;
    private final GraphProto.Builder graph;
    private final Map<String, String> weights = new HashMap<>();
    private final Map<String, Range> ranges = new TreeMap<>();

    private Observation(GraphProto graph, Map<String, TensorProto> constants) {
        this.constants = constants;
        this.graph = graph.toBuilder().clearNode();
    }

    /** Nothing is known yet. */
    static Observation of(GraphProto graph, Map<String, TensorProto> constants) {
        var observation = new Observation(graph, constants);
        graph.getNodeList().forEach(observation::observe);
        return observation;
    }

    /** The model that tells. */
    byte[] model(ModelProto model) {
        return model.toBuilder().setGraph(graph).build().toByteArray();
    }

    /** Takes what an output of it holds. */
    void tell(String output, FloatBuffer numbers) {
        String weight = Objects.requireNonNull(weights.get(output), output);
        ranges.put(weight, ranges.getOrDefault(weight, Range.NONE).with(numbers));
    }

    /** By the weights of the products; those that were fed with nothing are not there. */
    Map<String, Range> ranges() {
        return ranges;
    }

    private void observe(NodeProto node) {
        var body = Loops.body(node);
        if (body.isEmpty()) {
            graph.addNode(node);
            reductions(node).forEach(each -> graph.addNode(each).addOutput(number(each)));
            return;
        }
        var inner = body.get().toBuilder().clearNode();
        var outputs = new LinkedHashMap<String, ValueInfoProto>();
        for (NodeProto step : body.get().getNodeList()) {
            inner.addNode(step);
            for (NodeProto each : reductions(step)) {
                inner.addNode(each).addOutput(number(each));
                // a loop gives them all, one a step
                String steps = each.getOutput(0) + ".steps";
                weights.put(steps, weights.get(each.getOutput(0)));
                outputs.put(steps, number(steps));
            }
        }
        graph.addNode(Loops.with(node, inner).addAllOutput(outputs.keySet()));
        outputs.values().forEach(graph::addOutput);
    }

    private List<NodeProto> reductions(NodeProto node) {
        return Product.of(node, constants)
                .map(
                        product ->
                                List.of(
                                        reduced("ReduceMin", product),
                                        reduced("ReduceMax", product)))
                .orElse(List.of());
    }

    private NodeProto reduced(String type, Product product) {
        String name = "observed." + weights.size();
        weights.put(name, product.weight());
        return NodeProto.newBuilder()
                .setName(name)
                .setOpType(type)
                .addInput(product.input())
                .addOutput(name)
                .addAttribute(Attribute.of("keepdims", 0).proto())
                .build();
    }

    private static ValueInfoProto number(NodeProto node) {
        return number(node.getOutput(0));
    }

    private static ValueInfoProto number(String name) {
        var tensor = TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber());
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }
}
