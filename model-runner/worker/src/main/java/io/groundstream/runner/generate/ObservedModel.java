package io.groundstream.runner.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.GraphContract;
import io.groundstream.runner.bundle.Manifest;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A bundle's weights under a graph that tells more than the bundle's own. On CPU. */
public final class ObservedModel implements AutoCloseable {
    private static final Set<String> ANSWER =
            Set.of(GraphContract.TOKEN_IDS, GraphContract.LOG_PROBS);

    private final Manifest manifest;
    private final OrtSession session;

    private ObservedModel(Manifest manifest, OrtSession session) {
        this.manifest = manifest;
        this.session = session;
    }

    /**
     * Loads the graph.
     *
     * @param graph an ONNX model of the bundle's contract, with further outputs of numbers
     * @throws GenerationException if it does not load
     */
    public static ObservedModel open(Bundle bundle, byte[] graph) {
        try (var options = new OrtSession.SessionOptions()) {
            // one after another, so that the same answers are the same numbers
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            options.addConfigEntry(
                    "session.model_external_initializers_file_folder_path",
                    bundle.directory().toAbsolutePath().toString());
            var session = QuietRuntime.environment().createSession(graph, options);
            return new ObservedModel(bundle.manifest(), session);
        } catch (OrtException e) {
            throw new GenerationException("cannot load a graph of " + bundle.directory(), e);
        }
    }

    /**
     * Answers one row.
     *
     * @param levels of the picture, [size, size, 3]
     * @param observer is told each further output by its name; the numbers are valid only during
     *     its call, and none where a loop was not entered
     */
    public Generated answer(
            ByteBuffer levels, long[] prompt, BiConsumer<String, FloatBuffer> observer) {
        int most = manifest.limits().newTokens();
        var prompts = new long[][] {prompt};
        try (var inputs = new Inputs(manifest, levels, prompts, most, new boolean[1]);
                var result = session.run(inputs.tensors())) {
            for (Map.Entry<String, ?> output : result) {
                if (!ANSWER.contains(output.getKey())) {
                    observer.accept(
                            output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
                }
            }
            return Generated.of(result);
        } catch (OrtException e) {
            throw new GenerationException("the model failed", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new GenerationException("the session did not close", e);
        }
    }
}
