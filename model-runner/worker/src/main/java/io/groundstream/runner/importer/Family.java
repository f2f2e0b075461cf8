package io.groundstream.runner.importer;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.onnx.ModelFiles;
import io.groundstream.runner.language.Language;

import java.io.IOException;

/**
 * A kind of model: how a checkpoint of it becomes a bundle, and how tasks are put to that bundle.
 * Chosen by a checkpoint's {@code model_type}, which the bundle's manifest keeps as its family.
 */
public interface Family {
    /** {@code model_type} in {@code config.json}. */
    String modelType();

    /**
     * Writes graph and weights, and says what the bundle's manifest will hold.
     *
     * @throws ImportException with everything that the checkpoint lacks, before anything is written
     */
    Manifest assemble(Checkpoint checkpoint, ModelFiles out, Precision precision)
            throws IOException;

    /** What tasks and answers are to a bundle that this family has made. */
    Language language(Bundle bundle);
}
