package io.groundstream.runner.importer.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;

/** An attribute of a node. */
public record Attribute(AttributeProto proto) {
    public static Attribute of(String name, long value) {
        return new Attribute(named(name, AttributeType.INT).setI(value).build());
    }

    public static Attribute of(String name, float value) {
        return new Attribute(named(name, AttributeType.FLOAT).setF(value).build());
    }

    public static Attribute of(String name, long[] values) {
        var proto = named(name, AttributeType.INTS);
        for (long value : values) {
            proto.addInts(value);
        }
        return new Attribute(proto.build());
    }

    static Attribute of(String name, GraphProto value) {
        return new Attribute(named(name, AttributeType.GRAPH).setG(value).build());
    }

    private static AttributeProto.Builder named(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
