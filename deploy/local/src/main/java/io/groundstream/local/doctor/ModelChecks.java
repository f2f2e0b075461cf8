package io.groundstream.local.doctor;

import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.BundleException;
import io.groundstream.runner.generate.Cuda;
import io.groundstream.runner.generate.CudaFault;
import io.groundstream.runner.generate.CudaSettings;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The model bundle, file by file, and what runs it. */
final class ModelChecks {
    private final Findings findings;

    ModelChecks(Findings findings) {
        this.findings = findings;
    }

    void look(Needs needs) throws InterruptedException {
        findings.look(
                "model",
                "run `mvn package -DskipTests`, or name a bundle with --model",
                () -> bundle(needs.bundle().get()));
        if (findings.isFaulty("model")) {
            findings.skipped("provider", "no model to run");
            return;
        }
        findings.look(
                "provider",
                remedy(needs.device().provider()),
                () -> run(needs.bundle().get(), needs.device()));
    }

    private static String bundle(Path bundle) throws FaultException {
        try {
            var manifest = Bundle.open(bundle).manifest();
            return "%s revision %s, %s in %s"
                    .formatted(manifest.name(), manifest.revision(), manifest.precision(), bundle);
        } catch (BundleException e) {
            throw new FaultException(
                    String.valueOf(e.getMessage()),
                    "import it again (`groundstream model import`), or copy it again");
        }
    }

    private static String run(Path bundle, Device device) throws FaultException {
        if (device.provider() == Provider.CUDA) {
            lookForCuda(device.cuda());
        }
        var of = AnnotatorSettings.of(bundle, 1).with(device);
        try (var annotator = Annotator.open(of)) {
            return "%s, %d ms an image"
                    .formatted(annotator.model().getProvider(), annotator.timeAlone().toMillis());
        }
    }

    /** Names all that is missing; who asked for CUDA gets nothing in its place. */
    private static void lookForCuda(CudaSettings cuda) throws FaultException {
        var faults = Cuda.faults(cuda);
        if (!faults.isEmpty()) {
            throw new FaultException(
                    "no CUDA: " + joined(faults, CudaFault::found),
                    joined(faults, CudaFault::remedy) + "; or set model.provider to auto or cpu");
        }
    }

    private static String joined(List<CudaFault> faults, Function<CudaFault, String> part) {
        return faults.stream().map(part).collect(Collectors.joining("; "));
    }

    private static String remedy(Provider provider) {
        return switch (provider) {
            case CUDA -> "look at nvidia-smi and docs/gpu.md; or set model.provider to auto or cpu";
            case AUTO, CPU -> "run `groundstream model verify` on the bundle";
        };
    }
}
