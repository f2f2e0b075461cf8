package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;

import java.io.IOException;
import java.util.List;

/**
 * Levels of 0 to 255 as embedded patches, [batch * patches, width]. A convolution whose stride is
 * its kernel is a matrix product over patches.
 *
 * <p>In single precision what normalises a level is part of the kernel, so that a batch of pictures
 * need not be gone through for it. In half precision such a kernel's numbers would be too small.
 */
final class Patches {
    private static final String NAME = Kosmos2Tensors.VISION;

    private final Kosmos2Config.Vision config;
    private final float[] scale;
    private final float[] shift;
    private final boolean folded;
    private final Weights.Linear kernel;

    Patches(Kosmos2Config.Vision config, Manifest.Image image, Weights weights) throws IOException {
        this.config = config;
        int inputs = 3 * config.patch() * config.patch();
        scale = new float[inputs];
        shift = new float[inputs];
        for (int i = 0; i < inputs; i++) {
            double deviation = image.std().get(i % 3);
            scale[i] = (float) (1 / (255 * deviation));
            shift[i] = (float) (-image.mean().get(i % 3) / deviation);
        }
        folded = weights.areSingle();
        float[] kernel = channelsLast(weights.values(NAME + "embeddings.patch_embedding.weight"));
        var bias = new float[config.width()];
        if (folded) {
            fold(kernel, bias);
        }
        this.kernel =
                new Weights.Linear(
                        weights.computed(
                                NAME + "patches.weight", new long[] {bias.length, inputs}, kernel),
                        weights.computed(NAME + "patches.bias", new long[] {bias.length}, bias));
    }

    /** [width, 3, area] as [width, area, 3]: pixels come with their channels side by side. */
    private float[] channelsLast(float[] kernel) {
        int area = scale.length / 3;
        var turned = new float[kernel.length];
        for (int at = 0; at < kernel.length; at += 3 * area) {
            for (int i = 0; i < 3 * area; i++) {
                turned[at + i % area * 3 + i / area] = kernel[at + i];
            }
        }
        return turned;
    }

    private void fold(float[] kernel, float[] bias) {
        for (int out = 0; out < bias.length; out++) {
            double sum = 0;
            for (int i = 0; i < scale.length; i++) {
                int at = out * scale.length + i;
                sum += (double) kernel[at] * shift[i];
                kernel[at] *= scale[i];
            }
            bias[out] = (float) sum;
        }
    }

    String build(Layers parts, String levels) {
        GraphBuilder graph = parts.graph();
        int side = config.patchesPerSide();
        int patch = config.patch();
        String cut = parts.reshape(levels, graph.longs(-1, side, patch, side, patch, 3));
        String byPatch =
                graph.op(
                        "Transpose",
                        List.of(cut),
                        Attribute.of("perm", new long[] {0, 1, 3, 2, 4, 5}));
        String numbers =
                graph.cast(parts.rows(byPatch, scale.length), DataType.UINT8, DataType.FLOAT);
        return parts.linear(folded ? numbers : normalised(graph, numbers), kernel);
    }

    /** By whole patches, because an operation on rows of three numbers takes ten times as long. */
    private String normalised(GraphBuilder graph, String numbers) {
        String scaled = graph.op("Mul", List.of(numbers, graph.floats(scale)));
        String shifted = graph.op("Add", List.of(scaled, graph.floats(shift)));
        return graph.cast(shifted, DataType.FLOAT, graph.real());
    }
}
