package io.groundstream.runner.generate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;

/** A bundle's graph in a session of ONNX Runtime. Threads may share it. */
public final class Generator implements TextGenerator {
    private static final Logger LOG = LoggerFactory.getLogger(Generator.class);

    /** First part of the name of a file for ONNX Runtime's own profile, where one is wanted. */
    private static final String PROFILE = "groundstream.onnx.profile";

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
        return open(bundle, Device.of(wanted), threads, 1);
    }

    /**
     * Loads the graph.
     *
     * @param wanted provider AUTO takes CUDA where it is there, and CPU otherwise
     * @param threads of all calls together, on CPU; 0 takes one a core
     * @param atOnce calls beside each other; 0 leaves it to the model's size
     * @throws GenerationException if the graph does not load, or CUDA is wanted and not there
     */
    public static Generator open(Bundle bundle, Device wanted, int threads, int atOnce) {
        OrtEnvironment environment = QuietRuntime.environment();
        try (var options = new OrtSession.SessionOptions()) {
            Provider provider = Providers.choose(options, wanted, precision(bundle));
            Calls calls = Calls.share(provider, threads, atOnce, bundle.manifest().bytes());
            options.setIntraOpNumThreads(calls.threads());
            // calls beside each other would wait for its one lock
            options.setCPUArenaAllocator(provider == Provider.CUDA || calls.atOnce() == 1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            // idle threads that spin would take the cores from decoding
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // its warnings are remarks on its own optimisations
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            String profile = System.getProperty(PROFILE, "");
            if (!profile.isEmpty()) {
                options.enableProfiling(profile);
            }
            OrtSession session = environment.createSession(bundle.graph().toString(), options);
            return new Generator(bundle.manifest(), provider, calls, session);
        } catch (OrtException e) {
            throw new GenerationException(
                    "cannot load " + bundle.graph() + ": " + Cuda.explained(message(e)), e);
        }
    }

    private static Precision precision(Bundle bundle) {
        return Precision.valueOf(bundle.manifest().precision().toUpperCase(Locale.ROOT));
    }

    private static String message(OrtException e) {
        return String.valueOf(e.getMessage());
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
        try (var inputs = new Inputs(manifest, imagesUint8Nhwc, promptIds, maxNewTokens, done)) {
            return run(inputs.tensors());
        } catch (OrtException e) {
            throw runs.areCancelled()
                    ? GenerationException.cancelled(e)
                    : new GenerationException(
                            "a batch of " + batch + " failed: " + Cuda.explained(message(e)), e);
        }
    }

    private Generated run(Map<String, OnnxTensor> inputs) throws OrtException {
        var options = runs.begin();
        try (OrtSession.Result result = session.run(inputs, options)) {
            return Generated.of(result);
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
