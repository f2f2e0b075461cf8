package io.groundstream.local.bench.gpu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Report;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Provider;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The findings, and every point that they were found from. */
public record GpuReport(
        Provider provider,
        Precision precision,
        List<Finding> findings,
        List<Point> points,
        Reference reference,
        Duration took) {
    public GpuReport {
        findings = List.copyOf(findings);
        points = List.copyOf(points);
    }

    public boolean holds() {
        return report().holds();
    }

    /** One object; its keys are stable. */
    public String json() {
        try {
            var node = (ObjectNode) new ObjectMapper().readTree(report().json());
            node.put("provider", provider.word()).put("precision", precision.word());
            var ours = node.putArray("points");
            points.forEach(point -> point.into(ours.addObject()));
            var theirs = node.putArray("reference");
            reference.points().forEach(point -> point.into(theirs.addObject()));
            reference.machine().ifPresent(machine -> node.putPOJO("machine", machine));
            return node.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is JSON", e);
        }
    }

    /** The same for people. */
    public String table() {
        var text = new StringBuilder(report().table());
        rows(text, "ours on " + provider.word() + ", " + precision.word(), points);
        rows(text, "transformers", reference.points());
        return text.toString();
    }

    private Report report() {
        return new Report(findings, took);
    }

    private static void rows(StringBuilder text, String who, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        text.append(
                "%n%s%n%-16s %5s %7s %10s %10s %9s %9s %8s%n"
                        .formatted(
                                who,
                                "model",
                                "batch",
                                "tokens",
                                "images/s",
                                "tokens/s",
                                "first ms",
                                "step ms",
                                "MiB"));
        for (Point point : points) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-16s %5d %7d %10.2f %10.1f %9.2f %9.3f %8d%n",
                            point.model(),
                            point.batch(),
                            point.newTokens(),
                            point.imagesPerSecond(),
                            point.tokensPerSecond(),
                            point.firstMillis(),
                            point.stepMillis(),
                            point.memoryMib()));
        }
    }
}
