package io.groundstream.runner.generate;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;

import io.groundstream.runner.bundle.GraphContract;
import io.groundstream.runner.bundle.Manifest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** What a graph of the contract is given in one call. */
final class Inputs implements AutoCloseable {
    private final OrtEnvironment environment = QuietRuntime.environment();
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    /** As {@link TextGenerator#generate} takes them. */
    Inputs(
            Manifest manifest,
            ByteBuffer images,
            long[][] promptIds,
            int maxNewTokens,
            boolean[] done)
            throws OrtException {
        int size = manifest.image().size();
        var shape = new long[] {done.length, size, size, 3};
        var levels = images.slice().order(ByteOrder.nativeOrder());
        var tokens = manifest.tokens();
        try {
            put(
                    GraphContract.IMAGES,
                    OnnxTensor.createTensor(environment, levels, shape, OnnxJavaType.UINT8));
            put(GraphContract.PROMPT_IDS, OnnxTensor.createTensor(environment, promptIds));
            put(GraphContract.MAX_NEW_TOKENS, scalar(maxNewTokens));
            put(GraphContract.EOS_ID, scalar(tokens.eos()));
            put(GraphContract.PAD_ID, scalar(tokens.pad()));
            put(GraphContract.INITIAL_DONE, OnnxTensor.createTensor(environment, done));
        } catch (OrtException e) {
            close();
            throw e;
        }
    }

    private void put(String name, OnnxTensor tensor) {
        tensors.put(name, tensor);
    }

    private OnnxTensor scalar(long value) throws OrtException {
        return OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {value}), new long[0]);
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
