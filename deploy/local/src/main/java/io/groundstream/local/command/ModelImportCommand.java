package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.importer.Importer;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Makes a bundle of a checkpoint; says what is wrong with the checkpoint all at once. */
@Command(
        name = "import",
        description = "Make a bundle of a Hugging Face checkpoint directory.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream model import kosmos-2 --out kosmos-2-bundle",
            "  groundstream model import kosmos-2 --precision fp16 --name kosmos-2-gpu"
        })
final class ModelImportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description =
                    "config.json, preprocessor_config.json, tokenizer.json and *.safetensors, one"
                            + " file or several with their index")
    private Path checkpoint;

    @Option(
            names = "--out",
            description = "folder of the bundle (default: DIR's name with -bundle, here)")
    private @Nullable Path out;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "fp32 for CPU, fp16 for GPU (default: ${DEFAULT-VALUE})")
    private Precision precision;

    @Option(names = "--name", description = "name of the model (default: the checkpoint's own)")
    private @Nullable String name;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(checkpoint)) {
            throw new ConfigException(checkpoint + " is no directory");
        }
        if (precision == Precision.INT8) {
            throw new ConfigException(
                    "int8 is made of a bundle in fp32: `groundstream model quantize`");
        }
        var to = out == null ? besides() : out;
        var manifest = new Importer().importCheckpoint(checkpoint, to, precision, name).manifest();
        Out.line(BundleLine.of(to, manifest, json));
        return 0;
    }

    private Path besides() {
        return Path.of(checkpoint.toAbsolutePath().normalize().getFileName() + "-bundle");
    }
}
