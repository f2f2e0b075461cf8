package io.groundstream.runner.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;

import io.groundstream.runner.bundle.GraphContract;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * What the model said, row by row.
 *
 * @param tokenIds [batch][new]; after a row's end token only padding
 * @param logProbs [batch][new], natural logarithms, 0 or less; 0 for padding
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record Generated(long[][] tokenIds, float[][] logProbs) {
    static Generated of(OrtSession.Result result) {
        var tokens = (OnnxTensor) result.get(GraphContract.TOKEN_IDS).orElseThrow();
        var logProbs = (OnnxTensor) result.get(GraphContract.LOG_PROBS).orElseThrow();
        long[] shape = tokens.getInfo().getShape();
        var generated = new Generated(new long[(int) shape[0]][], new float[(int) shape[0]][]);
        LongBuffer ids = tokens.getLongBuffer();
        FloatBuffer logs = logProbs.getFloatBuffer();
        for (int row = 0; row < shape[0]; row++) {
            generated.tokenIds()[row] = new long[(int) shape[1]];
            generated.logProbs()[row] = new float[(int) shape[1]];
            ids.get(generated.tokenIds()[row]);
            logs.get(generated.logProbs()[row]);
        }
        return generated;
    }
}
