package io.groundstream.runner.generate;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;

import io.groundstream.runner.bundle.Precision;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.stream.Collectors;

/** Chooses what runs the graph, and says why in one line. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

    private Providers() {}

    static Provider choose(OrtSession.SessionOptions options, Device wanted, Precision precision)
            throws OrtException {
        if (wanted.provider() == Provider.CPU) {
            return took(Provider.CPU, wanted, "configured");
        }
        if (precision == Precision.INT8) {
            return fallBack(wanted, "a bundle in int8 is for CPU");
        }
        List<CudaFault> faults = Cuda.faults(wanted.cuda());
        if (!faults.isEmpty()) {
            return fallBack(wanted, words(faults));
        }
        try (var cuda = new OrtCUDAProviderOptions(wanted.cuda().device())) {
            for (var option : wanted.cuda().options(precision).entrySet()) {
                cuda.add(option.getKey(), option.getValue());
            }
            options.addCUDA(cuda);
            return took(Provider.CUDA, wanted, "device " + wanted.cuda().device() + " answered");
        } catch (OrtException e) {
            return fallBack(wanted, "CUDA did not start: " + e.getMessage());
        }
    }

    private static String words(List<CudaFault> faults) {
        return faults.stream().map(CudaFault::toString).collect(Collectors.joining("; "));
    }

    private static Provider fallBack(Device wanted, String why) {
        if (wanted.provider() == Provider.CUDA) {
            throw new GenerationException("provider cuda is configured, but " + why);
        }
        return took(Provider.CPU, wanted, why);
    }

    private static Provider took(Provider taken, Device wanted, String why) {
        LOG.atInfo()
                .setMessage("provider chosen")
                .addKeyValue("provider", taken.word())
                .addKeyValue("configured", wanted.provider().word())
                .addKeyValue("why", why)
                .log();
        return taken;
    }
}
