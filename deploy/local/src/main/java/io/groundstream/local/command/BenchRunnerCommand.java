package io.groundstream.local.command;

import io.groundstream.local.Home;
import io.groundstream.local.bench.runner.RunnerBench;
import io.groundstream.local.bench.runner.RunnerBench.Part;
import io.groundstream.local.terminal.Out;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** The model-runner beside its rivals. */
@Command(
        name = "runner",
        description = "Measure the model-runner beside its rivals, all in one run.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench runner",
            "  groundstream bench runner overhead latency --seconds 20 --json"
        })
final class BenchRunnerCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--seconds",
            defaultValue = "40",
            description = "of each single measurement, roughly (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--growth",
            defaultValue = "20000",
            description = "images of the longest run (default: ${DEFAULT-VALUE})")
    private int growth;

    @Option(
            names = "--python",
            defaultValue = "python3",
            description =
                    "interpreter with the packages of the rival, model-runner/worker/workshop/"
                            + "peer_worker.py (default: ${DEFAULT-VALUE})")
    private String python;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Option(names = "--require-bars", description = "exit code 1 if a bar is missed")
    private boolean requireBars;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (seconds < 1 || growth < 100) {
            throw new ConfigException("--seconds must be 1 or more and --growth 100 or more");
        }
        var home = Home.find();
        var script = home.root().resolve("model-runner/worker/workshop/peer_worker.py");
        var report =
                RunnerBench.run(
                        EnumSet.copyOf(parts),
                        StackOptions.anywhere(home),
                        home.checkpoint(),
                        new RunnerBench.Options(
                                Duration.ofSeconds(seconds),
                                growth,
                                List.of(python, script.toString())),
                        Out::tell);
        Out.lines(json ? report.json() + "\n" : report.table());
        return requireBars && !report.holds() ? 1 : 0;
    }
}
