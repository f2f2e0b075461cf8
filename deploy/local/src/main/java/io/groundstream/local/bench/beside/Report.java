package io.groundstream.local.bench.beside;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a benchmark prints. */
public record Report(List<Finding> findings, Duration took) {
    public Report {
        findings = List.copyOf(findings);
    }

    public boolean holds() {
        return findings.stream().noneMatch(Finding::isMissed);
    }

    /** One object; its keys are stable. */
    public String json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("cores", Runtime.getRuntime().availableProcessors());
        node.put("java", Runtime.version().toString());
        node.put("seconds", took.toSeconds());
        node.put("barsHold", holds());
        var list = node.putArray("findings");
        findings.forEach(finding -> put(list.addObject(), finding));
        return node.toString();
    }

    /** The same for people; what explains a number stands under it. */
    public String table() {
        var text = new StringBuilder();
        text.append(
                "%d cores, Java %s, %d s%n%n"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version(),
                                took.toSeconds()));
        line(text, "measure", "unit", "ours", "rival", "its", "ratio", "bar", "holds");
        findings.forEach(finding -> add(text, finding));
        return text.toString();
    }

    private static void add(StringBuilder text, Finding finding) {
        var rival = finding.rival();
        var bar = finding.bar();
        line(
                text,
                finding.measure(),
                finding.unit(),
                number(finding.ours()),
                rival == null ? "" : rival.name(),
                rival == null ? "" : number(rival.value()),
                rival == null ? "" : number(finding.judged()),
                bar == null ? "" : (bar.atLeast() ? ">= " : "<= ") + bar.value(),
                bar == null ? "" : finding.isMissed() ? "NO" : "yes");
        finding.facts()
                .forEach(
                        (name, value) ->
                                text.append("    ")
                                        .append(name)
                                        .append(": ")
                                        .append(value)
                                        .append(System.lineSeparator()));
    }

    private static void put(ObjectNode node, Finding finding) {
        node.put("measure", finding.measure()).put("unit", finding.unit());
        node.put("ours", rounded(finding.ours()));
        var rival = finding.rival();
        if (rival != null) {
            node.put("rival", rival.name()).put("theirs", rounded(rival.value()));
            node.put("ratio", rounded(finding.judged()));
        }
        var bar = finding.bar();
        if (bar != null) {
            node.put("bar", (bar.atLeast() ? ">= " : "<= ") + bar.value());
            node.put("holds", !finding.isMissed());
        }
        finding.facts().forEach(node.putObject("facts")::putPOJO);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.3f", value);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    private static void line(StringBuilder text, Object... cells) {
        var line = "%-34s %-19s %9s  %-16s %9s  %7s  %-8s %s".formatted(cells);
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
