package io.groundstream.runner.importer.kosmos2;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;

import io.groundstream.runner.bundle.GraphContract;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.importer.Tensors;
import io.groundstream.runner.importer.onnx.Attribute;
import io.groundstream.runner.importer.onnx.GraphBuilder;
import io.groundstream.runner.importer.onnx.ModelFiles;

import java.io.IOException;
import java.util.List;

/**
 * The whole of greedy generation as one graph, so that a cache of keys and values never leaves the
 * runtime: vision tower → projection → prefill → loops of one token a step, which stop when each
 * row has met the end token.
 */
final class Kosmos2Graph {
    /** Where the picture stands in a prompt: after {@code <s>} and {@code <image>}. */
    private static final int PICTURE_AT = 2;

    private final Kosmos2Config config;
    private final int ngram;
    private final GraphBuilder graph;
    private final VisionTower vision;
    private final Projection projection;
    private final TextDecoder decoder;

    Kosmos2Graph(
            Kosmos2Config config, Manifest.Image image, int ngram, Tensors tensors, ModelFiles out)
            throws IOException {
        this.config = config;
        this.ngram = ngram;
        graph = new GraphBuilder("generate", out);
        var weights = new Weights(graph, tensors);
        vision = new VisionTower(config.vision(), image, weights);
        projection = new Projection(config, weights);
        decoder = new TextDecoder(config.text(), weights);
    }

    /**
     * The model.
     *
     * @param shares of a batch after which decoding goes on with the rows that are left
     * @see Decoding#build
     */
    ModelProto build(List<Integer> shares) {
        int size = config.vision().imageSize();
        String images = graph.input(GraphContract.IMAGES, DataType.UINT8, "batch", size, size, 3);
        String prompt = graph.input(GraphContract.PROMPT_IDS, DataType.INT64, "batch", "prompt");
        String most = graph.input(GraphContract.MAX_NEW_TOKENS, DataType.INT64);
        String eos = graph.input(GraphContract.EOS_ID, DataType.INT64);
        String pad = graph.input(GraphContract.PAD_ID, DataType.INT64);
        String done = graph.input(GraphContract.INITIAL_DONE, DataType.BOOL, "batch");

        String batch = dimension(prompt, 0);
        String length = dimension(prompt, 1);
        String seen = vision.build(graph, images, batch);
        String picture = projection.build(graph, seen, batch);
        TextDecoder.Step step = decoder.prefill(graph, spliced(prompt, picture), length);

        var pick = new GreedyPick(ngram, eos, pad);
        GreedyPick.State first = pick.first(graph, step.logits(), prompt, done);
        GreedyPick.State end =
                new Decoding(graph, decoder, pick, length, most).build(first, step.cache(), shares);
        String tokens =
                graph.op(
                        "Slice",
                        List.of(
                                end.sequence(),
                                length,
                                graph.longs(Long.MAX_VALUE),
                                graph.longs(1)));
        graph.output(tokens, GraphContract.TOKEN_IDS, DataType.INT64, "batch", "new");
        graph.output(end.logProbs(), GraphContract.LOG_PROBS, DataType.FLOAT, "batch", "new");
        return graph.model("groundstream");
    }

    private String dimension(String value, long axis) {
        return graph.op(
                "Shape",
                List.of(value),
                Attribute.of("start", axis),
                Attribute.of("end", axis + 1));
    }

    /** The prompt's embeddings with the picture in the place of its slots. */
    private String spliced(String prompt, String picture) {
        String axis = graph.longs(1);
        String start =
                graph.op("Slice", List.of(prompt, graph.longs(0), graph.longs(PICTURE_AT), axis));
        String rest =
                graph.op(
                        "Slice",
                        List.of(
                                prompt,
                                graph.longs(PICTURE_AT + config.latents()),
                                graph.longs(Long.MAX_VALUE),
                                axis));
        return graph.op(
                "Concat",
                List.of(decoder.embed(graph, start), picture, decoder.embed(graph, rest)),
                Attribute.of("axis", 1));
    }
}
