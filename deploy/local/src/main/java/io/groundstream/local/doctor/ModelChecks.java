package io.groundstream.local.doctor;

import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.annotate.AnnotatorSettings;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.BundleException;
import io.groundstream.runner.generate.Provider;

import java.nio.file.Path;

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
                remedy(needs.provider()),
                () -> run(needs.bundle().get(), needs.provider()));
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

    private static String run(Path bundle, Provider provider) {
        var of = AnnotatorSettings.of(bundle, 1).with(provider);
        try (var annotator = Annotator.open(of)) {
            return "%s, %d ms an image"
                    .formatted(annotator.model().getProvider(), annotator.timeAlone().toMillis());
        }
    }

    private static String remedy(Provider provider) {
        return switch (provider) {
            case CUDA ->
                    "an NVIDIA driver, CUDA and ONNX Runtime's GPU build (onnxruntime_gpu in place"
                            + " of onnxruntime) are needed; or set model.provider to auto or cpu";
            case AUTO, CPU -> "run `groundstream model verify` on the bundle";
        };
    }
}
