package io.groundstream.local.command;

import io.groundstream.benchmarks.Microbenchmarks;
import io.groundstream.benchmarks.Plan;
import io.groundstream.local.Home;
import io.groundstream.local.terminal.Out;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** How long the runner's parts take by themselves. */
@Command(
        name = "micro",
        description = "Time the runner's parts by themselves: batcher, resizing, grounding.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench micro",
            "  groundstream bench micro Batcher --forks 0 --seconds 2"
        })
final class BenchMicroCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            defaultValue = ".*",
            paramLabel = "PATTERN",
            description = "regular expression of benchmarks' names (default: all)")
    private String include;

    @Option(
            names = "--forks",
            defaultValue = "1",
            description = "virtual machines in turn, 0 for this one (default: ${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "of warming up, and of measuring (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "an iteration (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Option(names = "--json", description = "JMH's own format")
    private boolean json;

    @Override
    public Integer call() {
        var bundle = model == null ? Home.find().model() : model;
        var results = Microbenchmarks.run(new Plan(include, bundle, forks, iterations, seconds));
        Out.lines(json ? results.json() + "\n" : results.table());
        return 0;
    }
}
