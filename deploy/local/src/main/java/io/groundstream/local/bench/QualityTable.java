package io.groundstream.local.bench;

import io.groundstream.local.bench.Result.Bar;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** A quality report as a table. */
final class QualityTable {
    private QualityTable() {}

    static String of(QualityReport report) {
        var seeds = report.seeds();
        var text = new StringBuilder();
        text.append(
                "%d fresh scenes of the world %s, seeds %d to %d, in %d s%nmodel %s, revision %s%n%n"
                        .formatted(
                                seeds.count(),
                                WorldName.of(report.world()),
                                seeds.first(),
                                seeds.end() - 1,
                                report.took().toSeconds(),
                                report.model(),
                                report.revision()));
        line(text, "measure", "value", "95 % interval", "bar", "cases", "holds");
        for (var result : report.results()) {
            var value = result.value();
            var interval = result.interval();
            line(
                    text,
                    result.key(),
                    value == null ? "-" : number(value),
                    interval == null
                            ? "-"
                            : number(interval.low()) + " to " + number(interval.high()),
                    bar(result.bar()),
                    Long.toString(result.cases()),
                    holds(result));
        }
        return text.toString();
    }

    private static String bar(@Nullable Bar bar) {
        return bar == null ? "" : (bar.atLeast() ? ">= " : "<= ") + bar.value();
    }

    private static String holds(Result result) {
        var bar = result.bar();
        if (bar == null) {
            return "";
        }
        var verdict = result.value() == null ? "not asked" : result.holds() ? "yes" : "NO";
        return bar.required() ? verdict : verdict + " (not required)";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static void line(
            StringBuilder text,
            String measure,
            String value,
            String interval,
            String bar,
            String cases,
            String holds) {
        var line =
                "%-26s %7s  %-17s  %-7s %7s  %s"
                        .formatted(measure, value, interval, bar, cases, holds);
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
