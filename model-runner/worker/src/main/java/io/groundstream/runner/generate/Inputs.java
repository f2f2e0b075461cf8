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

    private Inputs() {}

    /** As {@link TextGenerator#generate} takes them. */
    static Inputs of(
            Manifest manifest,
            ByteBuffer images,
            long[][] promptIds,
            int maxNewTokens,
            boolean[] done)
            throws OrtException {
        var inputs = new Inputs();
        try {
            inputs.put(manifest, images, promptIds, maxNewTokens, done);
            return inputs;
        } catch (OrtException e) {
            inputs.close();
            throw e;
        }
    }

    private void put(
            Manifest manifest,
            ByteBuffer images,
            long[][] promptIds,
            int maxNewTokens,
            boolean[] done)
            throws OrtException {
        int size = manifest.image().size();
        tensors.put(
                GraphContract.IMAGES,
                OnnxTensor.createTensor(
                        environment,
                        images.slice().order(ByteOrder.nativeOrder()),
                        new long[] {done.length, size, size, 3},
                        OnnxJavaType.UINT8));
        tensors.put(GraphContract.PROMPT_IDS, OnnxTensor.createTensor(environment, promptIds));
        tensors.put(GraphContract.MAX_NEW_TOKENS, scalar(maxNewTokens));
        tensors.put(GraphContract.EOS_ID, scalar(manifest.tokens().eos()));
        tensors.put(GraphContract.PAD_ID, scalar(manifest.tokens().pad()));
        tensors.put(GraphContract.INITIAL_DONE, OnnxTensor.createTensor(environment, done));
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
