package io.groundstream.benchmarks;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The measured benchmarks, to be printed. */
public final class Microbenchmarks {
    private final Collection<RunResult> results;

    private Microbenchmarks(Collection<RunResult> results) {
        this.results = List.copyOf(results);
    }

    /**
     * Runs them one after another.
     *
     * @throws IllegalStateException if one fails, or none has such a name
     */
    public static Microbenchmarks run(Plan plan) {
        try {
            return new Microbenchmarks(new Runner(plan.options()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("benchmarks: " + e.getMessage(), e);
        }
    }

    /** JMH's own format. */
    public String json() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public String table() {
        var text = new StringBuilder();
        text.append("%-42s %14s %14s  %s%n".formatted("benchmark", "score", "± 99.9 %", "unit"));
        results.forEach(result -> text.append(line(result)));
        return text.toString();
    }

    private static String line(RunResult result) {
        var score = result.getPrimaryResult();
        var parameters = result.getParams();
        var name = new StringBuilder(result.getPrimaryResult().getLabel());
        var owner = parameters.getBenchmark();
        int method = owner.lastIndexOf('.');
        name.insert(0, owner.substring(owner.lastIndexOf('.', method - 1) + 1, method + 1));
        if (parameters.getParamsKeys().contains("picture")) {
            name.append(' ').append(parameters.getParam("picture"));
        }
        return String.format(
                Locale.ROOT,
                "%-42s %,14.3f %,14.3f  %s%n",
                name,
                score.getScore(),
                score.getScoreError(),
                score.getScoreUnit());
    }
}
