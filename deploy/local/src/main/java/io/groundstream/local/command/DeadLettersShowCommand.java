package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.letters.CurrentLetters;
import io.groundstream.schemas.json.PlainJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.concurrent.Callable;

/** One dead letter with everything that it says. */
@Command(
        name = "show",
        description = "The dead letter of one image: why, where, its origin and its event.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream dead-letters show scenes/1.png"})
final class DeadLettersShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE_ID", description = "the image")
    private String imageId;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--json", description = "on one line")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var letter =
                    CurrentLetters.of(where, registry, imageId)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "no dead letter of " + imageId));
            var node = PlainJson.of(letter);
            Out.lines((json ? node.toString() : node.toPrettyString()) + "\n");
        }
        return 0;
    }
}
