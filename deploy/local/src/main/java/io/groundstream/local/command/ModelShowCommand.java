package io.groundstream.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.terminal.Out;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Manifest;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What a bundle's manifest says of it; its files are not read. */
@Command(
        name = "show",
        description = "What a bundle is: its model, tasks, files, sizes and digests.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream model show kosmos-2-bundle",
            "  groundstream model show --json kosmos-2-bundle"
        })
final class ModelShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "BUNDLE", description = "folder of the bundle")
    private Path bundle;

    @Option(names = "--json", description = "the manifest as one object")
    private boolean json;

    @Override
    public Integer call() throws JsonProcessingException {
        var manifest = Bundle.manifest(bundle);
        Out.lines(json ? new ObjectMapper().writeValueAsString(manifest) + "\n" : shown(manifest));
        return 0;
    }

    private static String shown(Manifest manifest) {
        var lines = new StringBuilder();
        line(lines, "name", manifest.name());
        line(lines, "revision", manifest.revision());
        line(lines, "family", manifest.family());
        line(lines, "precision", manifest.precision());
        int side = manifest.image().size();
        line(lines, "picture", "%1$d x %1$d, %2$s".formatted(side, manifest.image().resample()));
        line(lines, "grid", "%1$d x %1$d".formatted(manifest.grid()));
        line(
                lines,
                "limits",
                "prompts of %d tokens, answers of %d"
                        .formatted(
                                manifest.limits().promptTokens(), manifest.limits().newTokens()));
        line(lines, "repeats", "no n-gram of " + manifest.noRepeatNgramSize() + " twice (0: any)");
        line(lines, "confidence", calibrated(manifest.calibration()));
        line(lines, "prompts", "revision " + manifest.prompts().revision());
        manifest.prompts()
                .tasks()
                .forEach((task, prompt) -> line(lines, "", task + "  " + prompt.strip()));
        line(lines, "files", manifest.files().size() + " beside model.json");
        manifest.files()
                .forEach(
                        (file, digest) ->
                                line(
                                        lines,
                                        "",
                                        "%s  %,d bytes  sha256 %s"
                                                .formatted(file, digest.size(), digest.sha256())));
        return lines.toString();
    }

    private static String calibrated(Calibration calibration) {
        var parameters =
                new TreeMap<>(calibration.parameters())
                        .entrySet().stream()
                                .map(each -> each.getKey() + " " + each.getValue())
                                .collect(Collectors.joining(", "));
        return parameters.isEmpty()
                ? "calibration " + calibration.method()
                : "calibration %s: %s".formatted(calibration.method(), parameters);
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append("%-10s  %s%n".formatted(key, value));
    }
}
