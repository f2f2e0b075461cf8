package io.groundstream.runner.importer;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.onnx.ModelFiles;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Turns a checkpoint directory into a bundle. The same checkpoint gives the same bytes. The
 * manifest is written last, so that what was broken off is no bundle.
 */
public final class Importer {
    private final Families families;

    public Importer(Families families) {
        this.families = families;
    }

    /** Knows every family that this project ships. */
    public Importer() {
        this(Families.SHIPPED);
    }

    /** Writes a bundle under the checkpoint's own name, or its family's where it has none. */
    public Bundle importCheckpoint(Path checkpointDir, Path bundleDir, Precision precision)
            throws IOException {
        return importCheckpoint(checkpointDir, bundleDir, precision, null);
    }

    /**
     * Writes a bundle, over what may be there.
     *
     * @param precision single or half; INT8 is made of a bundle in single precision
     * @param name of the bundle; null for the checkpoint's own
     * @throws ImportException with all faults of the checkpoint at once
     */
    public Bundle importCheckpoint(
            Path checkpointDir, Path bundleDir, Precision precision, @Nullable String name)
            throws IOException {
        if (precision == Precision.INT8) {
            throw new IllegalArgumentException("a checkpoint is imported as fp32 or fp16");
        }
        try (Checkpoint checkpoint = Checkpoint.open(checkpointDir)) {
            Family family = family(checkpoint);
            Path tokenizer = checkpointDir.resolve(Checkpoint.TOKENIZER);
            if (!Files.isRegularFile(tokenizer)) {
                throw new ImportException(checkpointDir, List.of("tokenizer.json is missing"));
            }
            Calibration calibration = CalibrationFile.read(checkpoint);
            Files.createDirectories(bundleDir);
            Files.deleteIfExists(bundleDir.resolve("model.json"));
            Manifest draft;
            try (ModelFiles files = ModelFiles.create(bundleDir, precision)) {
                draft = family.assemble(checkpoint, files, precision);
            } catch (ArithmeticException e) {
                throw new ImportException(checkpointDir, List.of(String.valueOf(e.getMessage())));
            }
            Files.copy(
                    tokenizer,
                    bundleDir.resolve(Manifest.TOKENIZER),
                    StandardCopyOption.REPLACE_EXISTING);
            Manifest calibrated = draft.calibrated(calibration);
            return Bundle.seal(bundleDir, name == null ? calibrated : calibrated.named(name));
        }
    }

    private Family family(Checkpoint checkpoint) {
        JsonNode type = checkpoint.config().path("model_type");
        return families.find(type.asText())
                .orElseThrow(
                        () ->
                                new ImportException(
                                        checkpoint.directory(),
                                        List.of(
                                                "config.json: model_type must be one of "
                                                        + families.known()
                                                        + ", is "
                                                        + type)));
    }
}
