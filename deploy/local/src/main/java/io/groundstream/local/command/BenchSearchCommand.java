package io.groundstream.local.command;

import io.groundstream.local.bench.search.SearchBench;
import io.groundstream.local.terminal.Out;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Search by itself. */
@Command(
        name = "search",
        description = "Index made-up documents, time queries, and compare them with a scan.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench search",
            "  groundstream bench search --documents 10000 --json"
        })
final class BenchSearchCommand implements Callable<Integer> {
    @Option(
            names = "--documents",
            defaultValue = "100000",
            description = "how many (default: ${DEFAULT-VALUE})")
    private int documents;

    @Option(
            names = "--queries",
            defaultValue = "200",
            description = "of each shape (default: ${DEFAULT-VALUE})")
    private int queries;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "of the texts (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Option(names = "--require-bars", description = "exit code 1 if a bar is missed")
    private boolean requireBars;

    @Override
    public Integer call() throws IOException {
        if (documents < 100 || queries < 10) {
            throw new ConfigException("--documents must be 100 or more and --queries 10 or more");
        }
        var report = SearchBench.run(new SearchBench.Options(documents, queries, seed), Out::tell);
        Out.lines(json ? report.json() + "\n" : report.table());
        return requireBars && !report.holds() ? 1 : 0;
    }
}
