package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.quantize.Quantizer;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** Makes a bundle that computes with bytes of one in single precision. */
@Command(
        name = "quantize",
        description = {
            "Make a bundle in int8 of one in fp32: faster on CPU, with nearly the same answers.",
            "The model answers some pictures first, to see which numbers a byte has to stand for."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream model quantize kosmos-2-bundle --pictures samples",
            "  groundstream model quantize kosmos-2-bundle --pictures samples --count 64"
        })
final class ModelQuantizeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "folder of a bundle in fp32")
    private Path bundle;

    @Option(
            names = "--pictures",
            required = true,
            description = "folder of pictures that are like those to come, files of any format")
    private Path pictures;

    @Option(
            names = "--count",
            defaultValue = "32",
            description = "at most so many of them, by name (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--out",
            description = "folder of the new bundle (default: BUNDLE's name with -int8, here)")
    private @Nullable Path out;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var to = out == null ? besides() : out;
        if (Files.exists(to) && Files.isSameFile(to, bundle)) {
            throw new ConfigException(to + " is the bundle itself: name another folder by --out");
        }
        var manifest = new Quantizer().quantize(Bundle.open(bundle), files(), to).manifest();
        Out.line(BundleLine.of(to, manifest, json));
        return 0;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(pictures)) {
            throw new ConfigException(pictures + " is no directory");
        }
        if (count < 1) {
            throw new ConfigException("--count must be 1 or more");
        }
        try (var files = Files.list(pictures)) {
            return files.filter(Files::isRegularFile).sorted().limit(count).toList();
        }
    }

    private Path besides() {
        return Path.of(bundle.toAbsolutePath().normalize().getFileName() + "-int8");
    }
}
