package io.groundstream.local.command;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.terminal.Out;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Pictures with their truth. */
@Command(
        name = "scenes",
        description = "Draw scenes as PNG files, with the truth about them in truth.jsonl.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream scenes",
            "  groundstream scenes --count 100 --seed 7 --out drawn"
        })
public final class ScenesCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            defaultValue = "12",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "first seed, 0 or more (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--out",
            defaultValue = "scenes",
            description = "folder (default: ${DEFAULT-VALUE})")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (count < 1 || seed < 0) {
            throw new ConfigException("--count must be 1 or more and --seed 0 or more");
        }
        Scenes.write(count, seed, out);
        Out.line(count + " scenes and truth.jsonl in " + out);
        return 0;
    }
}
