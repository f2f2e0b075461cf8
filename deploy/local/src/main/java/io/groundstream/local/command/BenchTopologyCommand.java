package io.groundstream.local.command;

import io.groundstream.local.Home;
import io.groundstream.local.bench.topology.TopologyBench;
import io.groundstream.local.bench.topology.TopologyBench.Options;
import io.groundstream.local.bench.topology.TopologyBench.Part;
import io.groundstream.local.terminal.Out;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

/** The topology beside a bare one. */
@Command(
        name = "topology",
        description = "Measure the topology beside a bare one with the same hops, all in one run.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench topology",
            "  groundstream bench topology references --references 20000"
        })
final class BenchTopologyCommand implements Callable<Integer> {
    private static final int FEWEST = 100;

    @Parameters(
            arity = "0..*",
            paramLabel = "PART",
            description = "${COMPLETION-CANDIDATES} (default: all of them)")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    @Option(
            names = "--references",
            defaultValue = "200000",
            description = "images of a run with references (default: ${DEFAULT-VALUE})")
    private int references;

    @Option(
            names = "--inline",
            defaultValue = "30000",
            description = "images of a run with pictures of 100 KB (default: ${DEFAULT-VALUE})")
    private int inline;

    @Option(
            names = "--growth",
            defaultValue = "20000",
            description = "images that grow tenfold in number (default: ${DEFAULT-VALUE})")
    private int growth;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Option(names = "--require-bars", description = "exit code 1 if a bar is missed")
    private boolean requireBars;

    @Override
    public Integer call() throws InterruptedException {
        if (Math.min(references, Math.min(inline, growth)) < FEWEST) {
            throw new ConfigException("--references, --inline and --growth must be 100 or more");
        }
        var report =
                TopologyBench.run(
                        EnumSet.copyOf(parts),
                        StackOptions.anywhere(Home.find()),
                        new Options(references, inline, growth),
                        Out::tell);
        Out.lines(json ? report.json() + "\n" : report.table());
        return requireBars && !report.holds() ? 1 : 0;
    }
}
