package io.groundstream.local.command;

import io.groundstream.embedded.World;
import io.groundstream.local.Home;
import io.groundstream.local.bench.QualityBench;
import io.groundstream.local.bench.Seeds;
import io.groundstream.local.terminal.Out;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** How much of fresh scenes a model gets right, task by task. */
@Command(
        name = "quality",
        description = "Ask the model about fresh scenes, and count what it gets right.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench quality",
            "  groundstream bench quality --count 200 --world new-pairs --json"
        })
final class BenchQualityCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            defaultValue = "2000",
            description = "how many scenes (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "900000000",
            description = "of the first scene (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--world",
            defaultValue = "standard",
            converter = WorldOption.class,
            completionCandidates = WorldOption.class,
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private World world;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Option(names = "--require-bars", description = "exit code 1 if a required bar is missed")
    private boolean requireBars;

    @Override
    public Integer call() {
        var seeds = new Seeds(seed, count);
        var bundle = model == null ? Home.find().model() : model;
        var report = QualityBench.run(bundle, world, seeds, new ProgressBar(count, !json));
        Out.lines(json ? report.json() + "\n" : report.table());
        return requireBars && !report.holds() ? 1 : 0;
    }
}
