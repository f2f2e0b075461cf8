package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import com.google.protobuf.ByteString;

import io.groundstream.runner.importer.onnx.FloatSource;
import io.groundstream.runner.importer.onnx.GraphBuilder;
import io.groundstream.runner.importer.onnx.ModelFiles;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a model anew with bytes in its products: what goes in becomes bytes by the range that was
 * observed, unless it comes from bytes, the weight by the range of each of its outputs, and what
 * comes out is single precision.
 */
final class ByteGraph {
    private final Map<String, TensorProto> constants;
    private final Map<String, Range> ranges;
    private final StoredWeights stored;
    private final ModelFiles out;
    private final Map<TensorProto, Range> products = new LinkedHashMap<>();
    private final Set<String> used = new HashSet<>();

    /**
     * @param ranges by weight
     */
    ByteGraph(
            Map<String, TensorProto> constants,
            Map<String, Range> ranges,
            StoredWeights stored,
            ModelFiles out) {
        this.constants = constants;
        this.ranges = ranges;
        this.stored = stored;
        this.out = out;
    }

    void write(ModelProto model) throws IOException {
        var graph = changed(model.getGraph()).clearInitializer();
        for (TensorProto constant : constants.values()) {
            if (used.contains(constant.getName())) {
                graph.addInitializer(StoredWeights.holds(constant) ? copied(constant) : constant);
            }
        }
        for (var product : products.entrySet()) {
            addConstants(graph, product.getKey(), product.getValue());
        }
        out.write(model.toBuilder().setGraph(graph).build());
    }

    private GraphProto.Builder changed(GraphProto graph) {
        var levels = Levels.of(graph);
        var changed = new ArrayList<NodeProto>();
        for (NodeProto node : graph.getNodeList()) {
            var body = Loops.body(node);
            var product = Product.of(node, constants).orElse(null);
            var range = product == null ? null : ranges.get(product.weight());
            if (body.isPresent()) {
                changed.add(Loops.with(node, changed(body.get())).build());
                used.addAll(node.getInputList());
            } else if (product != null && range != null) {
                var bytes = levels.behind(product.input());
                products.put(product.constant(), bytes.isPresent() ? Range.LEVELS : range);
                if (bytes.isEmpty()) {
                    changed.add(toBytes(product));
                }
                changed.add(inBytes(product, bytes.orElse(bytes(product))));
            } else {
                changed.add(node);
                used.addAll(node.getInputList());
            }
        }
        graph.getOutputList().forEach(output -> used.add(output.getName()));
        changed.removeIf(
                node ->
                        levels.behind(node.getOutput(0)).isPresent()
                                && !used.contains(node.getOutput(0)));
        return graph.toBuilder().clearNode().addAllNode(changed);
    }

    private static NodeProto toBytes(Product product) {
        String weight = product.weight();
        return NodeProto.newBuilder()
                .setName(bytes(product))
                .setOpType("QuantizeLinear")
                .addAllInput(List.of(product.input(), scale(weight), zero(weight)))
                .addOutput(bytes(product))
                .build();
    }

    private NodeProto inBytes(Product product, String bytes) {
        String weight = product.weight();
        used.add(product.bias());
        var node =
                NodeProto.newBuilder()
                        .setName(product.output())
                        .setDomain(GraphBuilder.MICROSOFT)
                        .setOpType("MatMulIntegerToFloat")
                        .addAllInput(
                                List.of(
                                        bytes,
                                        values(weight),
                                        scale(weight),
                                        scales(weight),
                                        zero(weight)))
                        .addOutput(product.output());
        if (!product.bias().isEmpty()) {
            // between them would be the weight's byte for 0, which is 0
            node.addInput(GraphBuilder.NONE).addInput(product.bias());
        }
        return node.build();
    }

    private TensorProto copied(TensorProto constant) throws IOException {
        return out.append(
                constant.getName(),
                StoredWeights.shape(constant),
                List.of(stored.tensor(constant)));
    }

    private void addConstants(GraphProto.Builder graph, TensorProto constant, Range range)
            throws IOException {
        String weight = constant.getName();
        var tensor = stored.tensor(constant);
        int outputs = (int) tensor.shape()[0];
        var bytes = ByteWeight.of(tensor, outputs);
        long[] shape = {tensor.shape()[1], outputs};
        graph.addInitializer(out.append(values(weight), shape, bytes.values()));
        graph.addInitializer(
                out.append(
                        scales(weight),
                        new long[] {outputs},
                        List.of(FloatSource.of(bytes.scales()))));
        var number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(range.scale());
        graph.addInitializer(scalar(scale(weight), DataType.FLOAT, number.array()));
        graph.addInitializer(scalar(zero(weight), DataType.UINT8, new byte[] {range.zero()}));
    }

    private static TensorProto scalar(String name, DataType type, byte[] value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(value))
                .build();
    }

    private static String bytes(Product product) {
        return product.output() + ".bytes";
    }

    private static String values(String weight) {
        return weight + ".int8";
    }

    private static String scales(String weight) {
        return weight + ".scales";
    }

    private static String scale(String weight) {
        return weight + ".input.scale";
    }

    private static String zero(String weight) {
        return weight + ".input.zero";
    }
}
