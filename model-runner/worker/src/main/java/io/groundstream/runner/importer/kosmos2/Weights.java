package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.importer.Tensor;
import io.groundstream.runner.importer.Tensors;
import io.groundstream.runner.importer.onnx.FloatSource;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves weights from the checkpoint into the bundle and hands out their names. Linear weights stay
 * as the checkpoint has them, [out, in]: Gemm takes them transposed, so nothing is turned around.
 */
final class Weights {
    /** A linear map with its bias. */
    record Linear(String weight, String bias) {}

    /** A layer norm. */
    record Norm(String scale, String bias, float epsilon) {}

    private final GraphBuilder graph;
    private final Tensors tensors;

    Weights(GraphBuilder graph, Tensors tensors) {
        this.graph = graph;
        this.tensors = tensors;
    }

    boolean areSingle() {
        return graph.real() == DataType.FLOAT;
    }

    String tensor(String name) throws IOException {
        Tensor tensor = tensors.get(name);
        return graph.weight(name, tensor.shape(), List.of(tensor));
    }

    /** A table with one row of zeros in it, whatever the checkpoint has there. */
    String tensorWithZeros(String name, int row) throws IOException {
        Tensor tensor = tensors.get(name);
        return graph.weight(name, tensor.shape(), List.of(new ZeroedRow(tensor, row)));
    }

    float[] values(String name) {
        return tensors.get(name).toArray();
    }

    String computed(String name, long[] shape, float[] values) throws IOException {
        return graph.weight(name, shape, List.of(FloatSource.of(values)));
    }

    /** A weight in single precision, where the model computes in another. */
    String single(String weight) {
        return graph.cast(weight, graph.real(), DataType.FLOAT);
    }

    Linear linear(String name) throws IOException {
        return new Linear(tensor(name + ".weight"), tensor(name + ".bias"));
    }

    /** Several maps of one input as one: their outputs side by side. */
    Linear joined(String prefix, String... parts) throws IOException {
        String name = prefix + String.join("_", parts);
        return new Linear(
                join(name + ".weight", prefix, parts, ".weight"),
                join(name + ".bias", prefix, parts, ".bias"));
    }

    private String join(String name, String prefix, String[] parts, String suffix)
            throws IOException {
        var sources = new ArrayList<Tensor>();
        for (String part : parts) {
            sources.add(tensors.get(prefix + part + suffix));
        }
        long[] shape = sources.getFirst().shape();
        shape[0] = sources.stream().mapToLong(source -> source.shape()[0]).sum();
        return graph.weight(name, shape, sources);
    }

    Norm norm(String name, float epsilon) throws IOException {
        return new Norm(tensor(name + ".weight"), tensor(name + ".bias"), epsilon);
    }
}
