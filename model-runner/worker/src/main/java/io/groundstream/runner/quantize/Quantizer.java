package io.groundstream.runner.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Manifest;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.ObservedModel;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.importer.onnx.ModelFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a bundle in bytes of one in single precision. Which numbers a byte has to stand for is seen
 * by letting the model answer some pictures, which should be like those that it will see.
 */
public final class Quantizer {
    private final Families families;

    public Quantizer(Families families) {
        this.families = families;
    }

    /** Knows every family that this project ships. */
    public Quantizer() {
        this(Families.SHIPPED);
    }

    /**
     * Writes a bundle under the other's name, over what may be there.
     *
     * @param pictures files in any format that the runner takes; others are left out
     * @throws QuantizationException if the bundle is not in single precision, or no picture is left
     */
    public Bundle quantize(Bundle single, List<Path> pictures, Path to) throws IOException {
        if (!single.manifest().precision().equals(Precision.FP32.word())) {
            throw new QuantizationException(
                    single.directory()
                            + " is in "
                            + single.manifest().precision()
                            + ": only a bundle in fp32 can be made one in int8");
        }
        var model = ModelProto.parseFrom(Files.readAllBytes(single.graph()));
        var constants = constants(model);
        var ranges = observe(single, model, constants, pictures);
        Files.createDirectories(to);
        Files.deleteIfExists(to.resolve("model.json"));
        try (var stored = StoredWeights.of(single);
                var files = ModelFiles.create(to, Precision.INT8)) {
            new ByteGraph(constants, ranges, stored, files).write(model);
        }
        Files.copy(
                single.tokenizer(),
                to.resolve(Manifest.TOKENIZER),
                StandardCopyOption.REPLACE_EXISTING);
        return Bundle.seal(to, single.manifest().in(Precision.INT8));
    }

    private Map<String, Range> observe(
            Bundle bundle,
            ModelProto model,
            Map<String, TensorProto> constants,
            List<Path> pictures)
            throws IOException {
        var observation = Observation.of(model.getGraph(), constants);
        try (var observed = ObservedModel.open(bundle, observation.model(model));
                var language = families.of(bundle).language(bundle)) {
            var rehearsal = new Rehearsal(bundle, observed, language, observation);
            int shown = 0;
            for (Path picture : pictures) {
                shown += rehearsal.show(picture) ? 1 : 0;
            }
            if (shown == 0) {
                throw new QuantizationException(
                        "none of " + pictures.size() + " files is a picture that a runner takes");
            }
        }
        return observation.ranges();
    }

    private static Map<String, TensorProto> constants(ModelProto model) {
        var constants = new LinkedHashMap<String, TensorProto>();
        for (TensorProto constant : model.getGraph().getInitializerList()) {
            constants.put(constant.getName(), constant);
        }
        return constants;
    }
}
