package io.groundstream.runner.importer.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import com.google.protobuf.ByteString;

import io.groundstream.runner.bundle.GraphContract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph under construction; a value is known by its name. Weights and constants of a loop's body
 * go to the outermost graph, where the body captures them.
 */
public final class GraphBuilder {
    public static final String MICROSOFT = "com.microsoft";

    /** An input that a node leaves out. */
    public static final String NONE = "";

    private final GraphProto.Builder graph;
    private final @Nullable GraphBuilder outer;
    private final ModelFiles files;
    private final Map<String, Integer> names;
    private final Set<String> initializers;

    public GraphBuilder(String name, ModelFiles files) {
        this(name, null, files, new HashMap<>(), new HashSet<>());
    }

    private GraphBuilder(
            String name,
            @Nullable GraphBuilder outer,
            ModelFiles files,
            Map<String, Integer> names,
            Set<String> initializers) {
        this.graph = GraphProto.newBuilder().setName(name);
        this.outer = outer;
        this.files = files;
        this.names = names;
        this.initializers = initializers;
    }

    /** The body of a loop in this graph. */
    public GraphBuilder body(String name) {
        return new GraphBuilder(name, this, files, names, initializers);
    }

    /** Adds a node of one output. */
    public String op(String type, List<String> inputs, Attribute... attributes) {
        return ops(type, inputs, 1, attributes).getFirst();
    }

    public List<String> ops(String type, List<String> inputs, int outputs, Attribute... more) {
        return node("", type, inputs, outputs, more);
    }

    /** Adds a node of ONNX Runtime's own operators. */
    public String microsoft(String type, List<String> inputs, Attribute... attributes) {
        return node(MICROSOFT, type, inputs, 1, attributes).getFirst();
    }

    public List<String> microsofts(
            String type, List<String> inputs, int outputs, Attribute... attributes) {
        return node(MICROSOFT, type, inputs, outputs, attributes);
    }

    private List<String> node(
            String domain, String type, List<String> inputs, int outputs, Attribute... more) {
        String name = unique(type);
        var node = NodeProto.newBuilder().setName(name).setDomain(domain).setOpType(type);
        node.addAllInput(inputs);
        for (int i = 0; i < outputs; i++) {
            node.addOutput(outputs == 1 ? name : name + "." + i);
        }
        for (Attribute attribute : more) {
            node.addAttribute(attribute.proto());
        }
        graph.addNode(node);
        return List.copyOf(node.getOutputList());
    }

    private String unique(String type) {
        return type + "_" + names.merge(type, 1, Integer::sum);
    }

    /** The value of an output of the loop {@code body}; loops carry what they are given. */
    public List<String> loop(String trips, String condition, List<String> carried, Body body) {
        var inner = body("body");
        String iteration = inner.input("iteration", DataType.INT64);
        inner.input("going_on", DataType.BOOL);
        body.build(inner, iteration);
        var inputs = new ArrayList<>(List.of(trips, condition));
        inputs.addAll(carried);
        return ops("Loop", inputs, carried.size(), Attribute.of("body", inner.graph.build()));
    }

    /** Fills in the body of a loop: its inputs, nodes and outputs in the order of ONNX's Loop. */
    public interface Body {
        void build(GraphBuilder body, String iteration);
    }

    /** Declares an input; a dimension is a number or, where it varies, a name. */
    public String input(String name, DataType type, Object... shape) {
        String unique = outer == null ? name : unique(name);
        graph.addInput(value(unique, type, shape));
        return unique;
    }

    /** Declares an input of unknown rank, as what a loop carries is. */
    public String carried(String name, DataType type) {
        String unique = unique(name);
        graph.addInput(untyped(unique, type));
        return unique;
    }

    /** Declares that a value leaves the graph under a name of its own. */
    public void output(String value, String name, DataType type, Object... shape) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setName("as_" + name)
                        .setOpType("Identity")
                        .addInput(value)
                        .addOutput(name));
        graph.addOutput(value(name, type, shape));
    }

    /** Declares that a value leaves a loop's body. */
    public void result(String value, DataType type) {
        graph.addOutput(untyped(value, type));
    }

    /** A large constant, kept in the data file; the parts are joined along the first dimension. */
    public String weight(String name, long[] shape, List<? extends FloatSource> parts)
            throws IOException {
        if (outer != null) {
            return outer.weight(name, shape, parts);
        }
        if (initializers.add(name)) {
            graph.addInitializer(files.append(name, shape, parts));
        }
        return name;
    }

    /** The type of weights, and of what is computed with them. */
    public DataType real() {
        return files.type();
    }

    /** A value as another type; as it is where it has that type. */
    public String cast(String value, DataType from, DataType to) {
        return from == to ? value : op("Cast", List.of(value), Attribute.of("to", to.getNumber()));
    }

    /** A number of the weights' type, without dimensions. */
    public String realScalar(float value) {
        return cast(scalar(value), DataType.FLOAT, real());
    }

    /** A vector of numbers. */
    public String longs(long... values) {
        return constant("longs", values, new long[] {values.length});
    }

    /** A number without dimensions. */
    public String scalar(long value) {
        return constant("long", new long[] {value}, new long[0]);
    }

    private String constant(String kind, long[] values, long[] shape) {
        var bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(values);
        return constant(kind + Arrays.toString(values), DataType.INT64, shape, bytes.array());
    }

    public String floats(float... values) {
        return constant("floats", values, new long[] {values.length});
    }

    public String scalar(float value) {
        return constant("float", new float[] {value}, new long[0]);
    }

    private String constant(String kind, float[] values, long[] shape) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return constant(kind + Arrays.toString(values), DataType.FLOAT, shape, bytes.array());
    }

    private String constant(String name, DataType type, long[] shape, byte[] bytes) {
        if (outer != null) {
            return outer.constant(name, type, shape, bytes);
        }
        if (initializers.add(name)) {
            var tensor =
                    TensorProto.newBuilder()
                            .setName(name)
                            .setDataType(type.getNumber())
                            .setRawData(ByteString.copyFrom(bytes));
            for (long dimension : shape) {
                tensor.addDims(dimension);
            }
            graph.addInitializer(tensor);
        }
        return name;
    }

    private static ValueInfoProto value(String name, DataType type, Object... shape) {
        var dims = TensorShapeProto.newBuilder();
        for (Object dimension : shape) {
            switch (dimension) {
                case Integer number -> dims.addDimBuilder().setDimValue(number);
                case String symbol -> dims.addDimBuilder().setDimParam(symbol);
                default -> throw new IllegalArgumentException("no dimension: " + dimension);
            }
        }
        var tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(dims).build();
        return named(name, tensor);
    }

    private static ValueInfoProto untyped(String name, DataType type) {
        return named(name, TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).build());
    }

    private static ValueInfoProto named(String name, TypeProto.Tensor tensor) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    /** The finished model. */
    public ModelProto model(String producer) {
        return ModelProto.newBuilder()
                .setIrVersion(GraphContract.IR_VERSION)
                .setProducerName(producer)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(GraphContract.OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
                .setGraph(graph)
                .build();
    }
}
