package io.groundstream.runner.generate;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.GraphContract;
import io.groundstream.runner.bundle.Manifest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;

/** A bundle's graph in a session of ONNX Runtime. Threads may share it. */
public final class Generator implements TextGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(Generator.class);

    private final OrtEnvironment environment = QuietRuntime.environment();
    private final Manifest manifest;
    private final Provider provider;
    private final Calls calls;
    private final OrtSession session;
    private final Runs runs = new Runs();

    private Generator(Manifest manifest, Provider provider, Calls calls, OrtSession session) {
        this.manifest = manifest;
        this.provider = provider;
        this.calls = calls;
        this.session = session;
    }

    /** Loads the graph for one call at a time; 0 threads take one a core. */
    public static Generator open(Bundle bundle, Provider wanted, int threads) {
        return open(bundle, wanted, threads, 1);
    }

    /**
     * Loads the graph.
     *
     * @param wanted AUTO takes CUDA where it is there, and CPU otherwise
     * @param threads of all calls together, on CPU; 0 takes one a core
     * @param atOnce calls beside each other; 0 leaves it to the model's size
     * @throws GenerationException if the graph does not load, or CUDA is wanted and not there
     */
    public static Generator open(Bundle bundle, Provider wanted, int threads, int atOnce) {
        OrtEnvironment environment = QuietRuntime.environment();
        try (var options = new OrtSession.SessionOptions()) {
            Provider provider = Providers.choose(options, wanted);
            Calls calls = Calls.share(provider, threads, atOnce, bundle.manifest().bytes());
            options.setIntraOpNumThreads(calls.threads());
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // idle threads that spin would take the cores from decoding
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // its warnings are remarks on its own optimisations
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            OrtSession session = environment.createSession(bundle.graph().toString(), options);
            return new Generator(bundle.manifest(), provider, calls, session);
        } catch (OrtException e) {
            throw new GenerationException("cannot load " + bundle.graph(), e);
        }
    }

    /** What runs the graph: CPU or CUDA. */
    public Provider provider() {
        return provider;
    }

    /** How many calls it was loaded for. */
    public Calls calls() {
        return calls;
    }

    @Override
    public Generated generate(
            ByteBuffer imagesUint8Nhwc,
            int batch,
            long[][] promptIds,
            int maxNewTokens,
            boolean[] done) {
        check(imagesUint8Nhwc, batch, promptIds, maxNewTokens, done);
        int size = manifest.image().size();
        var inputs = new HashMap<String, OnnxTensor>();
        try {
            inputs.put(
                    GraphContract.IMAGES,
                    OnnxTensor.createTensor(
                            environment,
                            imagesUint8Nhwc.slice().order(ByteOrder.nativeOrder()),
                            new long[] {batch, size, size, 3},
                            OnnxJavaType.UINT8));
            inputs.put(GraphContract.PROMPT_IDS, OnnxTensor.createTensor(environment, promptIds));
            inputs.put(GraphContract.MAX_NEW_TOKENS, scalar(maxNewTokens));
            inputs.put(GraphContract.EOS_ID, scalar(manifest.tokens().eos()));
            inputs.put(GraphContract.PAD_ID, scalar(manifest.tokens().pad()));
            inputs.put(GraphContract.INITIAL_DONE, OnnxTensor.createTensor(environment, done));
            return run(inputs);
        } catch (OrtException e) {
            throw runs.areCancelled()
                    ? GenerationException.cancelled(e)
                    : new GenerationException("a batch of " + batch + " failed", e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private OnnxTensor scalar(long value) throws OrtException {
        return OnnxTensor.createTensor(
                environment, LongBuffer.wrap(new long[] {value}), new long[0]);
    }

    private Generated run(Map<String, OnnxTensor> inputs) throws OrtException {
        var options = runs.begin();
        try (OrtSession.Result result = session.run(inputs, options)) {
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
        } finally {
            runs.end(options);
        }
    }

    private void check(
            ByteBuffer images, int batch, long[][] promptIds, int maxNewTokens, boolean[] done) {
        int size = manifest.image().size();
        if (batch < 1 || promptIds.length != batch || done.length != batch) {
            throw new IllegalArgumentException(
                    "wanted %d prompts and flags, 1 or more; got %d prompts and %d flags"
                            .formatted(batch, promptIds.length, done.length));
        }
        if (images.remaining() != batch * size * size * 3) {
            throw new IllegalArgumentException(
                    "wanted %d bytes of pictures, got %d"
                            .formatted(batch * size * size * 3, images.remaining()));
        }
        int shortest = manifest.latents() + 3;
        for (long[] prompt : promptIds) {
            if (prompt.length < shortest
                    || prompt.length > manifest.limits().promptTokens()
                    || prompt.length != promptIds[0].length) {
                throw new IllegalArgumentException(
                        "prompts must have one length, %d to %d tokens; got %d and %d"
                                .formatted(
                                        shortest,
                                        manifest.limits().promptTokens(),
                                        promptIds[0].length,
                                        prompt.length));
            }
        }
        if (maxNewTokens < 1 || maxNewTokens > manifest.limits().newTokens()) {
            throw new IllegalArgumentException(
                    "max new tokens must be 1 to %d, is %d"
                            .formatted(manifest.limits().newTokens(), maxNewTokens));
        }
    }

    @Override
    public void cancel() {
        try {
            runs.cancel();
        } catch (OrtException e) {
            LOG.atWarn().setMessage("a run could not be cancelled").setCause(e).log();
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            LOG.atWarn().setMessage("the session did not close").setCause(e).log();
        }
    }
}
