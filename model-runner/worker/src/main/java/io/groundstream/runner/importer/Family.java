package io.groundstream.runner.importer;

import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.onnx.ModelFiles;

import java.io.IOException;

/** A kind of model that can be imported, chosen by a checkpoint's {@code model_type}. */
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
}
