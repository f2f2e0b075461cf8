package io.groundstream.local.command;

import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Importer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/** Model bundles. */
@Command(
        name = "model",
        description = "Make model bundles of checkpoints.",
        mixinStandardHelpOptions = true)
public final class ModelCommand {
    @Command(
            name = "import",
            description = "Make a bundle of a Hugging Face checkpoint directory.",
            mixinStandardHelpOptions = true)
    int importCheckpoint(
            @Parameters(
                            paramLabel = "DIR",
                            description = "config.json, *.safetensors, tokenizer.json")
                    Path checkpoint,
            @Option(names = "--out", required = true, description = "folder of the bundle")
                    Path out)
            throws IOException {
        var bundle = new Importer().importCheckpoint(checkpoint, out, Precision.FP32);
        System.out.println(
                bundle.manifest().name()
                        + " revision "
                        + bundle.manifest().revision()
                        + " in "
                        + out);
        return 0;
    }
}
