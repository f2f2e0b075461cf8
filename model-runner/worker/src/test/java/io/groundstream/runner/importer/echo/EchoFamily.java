package io.groundstream.runner.importer.echo;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.GraphContract;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Checkpoint;
import io.groundstream.runner.importer.Family;
import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;
import io.groundstream.runner.importer.onnx.ModelFiles;
import io.groundstream.runner.language.Language;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** Its graph says the prompt's last token, and then the end. */
public final class EchoFamily implements Family {
    static final int SIDE = 8;
    static final int END = 2;

    @Override
    public String modelType() {
        return "echo";
    }

    @Override
    public Manifest assemble(Checkpoint checkpoint, ModelFiles out, Precision precision)
            throws IOException {
        var graph = new GraphBuilder("echo", out);
        graph.input(GraphContract.IMAGES, DataType.UINT8, "batch", SIDE, SIDE, 3);
        String prompt = graph.input(GraphContract.PROMPT_IDS, DataType.INT64, "batch", "prompt");
        graph.input(GraphContract.MAX_NEW_TOKENS, DataType.INT64);
        String end = graph.input(GraphContract.EOS_ID, DataType.INT64);
        graph.input(GraphContract.PAD_ID, DataType.INT64);
        graph.input(GraphContract.INITIAL_DONE, DataType.BOOL, "batch");
        String last =
                graph.op(
                        "Slice",
                        List.of(
                                prompt,
                                graph.longs(-1),
                                graph.longs(Long.MAX_VALUE),
                                graph.longs(1)));
        String column = graph.op("Expand", List.of(end, graph.op("Shape", List.of(last))));
        String said = graph.op("Concat", List.of(last, column), Attribute.of("axis", 1));
        String zeros = graph.op("Sub", List.of(said, said));
        graph.output(said, GraphContract.TOKEN_IDS, DataType.INT64, "batch", "new");
        graph.output(
                graph.cast(zeros, DataType.INT64, DataType.FLOAT),
                GraphContract.LOG_PROBS,
                DataType.FLOAT,
                "batch",
                "new");
        out.write(graph.model("echo"));
        var image =
                new Manifest.Image(SIDE, "bicubic", List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
        var tokens = new Manifest.Tokens(0, 1, END, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new Manifest(
                Manifest.FORMAT,
                "echo",
                "",
                modelType(),
                precision.word(),
                image,
                1,
                1,
                tokens,
                new Manifest.Prompts("1", new TreeMap<>()),
                new Manifest.Limits(8, 2),
                0,
                Calibration.NONE,
                Manifest.unsealed());
    }

    @Override
    public Language language(Bundle bundle) {
        return new EchoLanguage();
    }
}
