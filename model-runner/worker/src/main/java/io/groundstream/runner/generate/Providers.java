package io.groundstream.runner.generate;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what runs the graph, and says why in one line. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private Providers() {}

    static Provider choose(OrtSession.SessionOptions options, Provider wanted) throws OrtException {
        if (wanted == Provider.CPU) {
            return took(Provider.CPU, wanted, "configured");
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            return fallBack(wanted, "this build of ONNX Runtime has no CUDA provider");
        }
        try {
            options.addCUDA(0);
            return took(Provider.CUDA, wanted, "CUDA device 0 answered");
        } catch (OrtException e) {
            return fallBack(wanted, "CUDA did not start: " + e.getMessage());
        }
    }

    private static Provider fallBack(Provider wanted, String why) throws OrtException {
        if (wanted == Provider.CUDA) {
            throw new OrtException("provider cuda is configured, but " + why);
        }
        return took(Provider.CPU, wanted, why);
    }

    private static Provider took(Provider taken, Provider wanted, String why) {
        LOG.atInfo()
                .setMessage("provider chosen")
                .addKeyValue("provider", taken.word())
                .addKeyValue("configured", wanted.word())
                .addKeyValue("why", why)
                .log();
        return taken;
    }
}
