package io.groundstream.local.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.embedded.World;
import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Calibration.Curve;
import io.groundstream.runner.bundle.Calibration.Subject;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A calibration with what it was fitted on.
 *
 * @param model name and revision of the bundle that answered
 */
public record FittedCalibration(
        Calibration calibration, Seeds seeds, String model, List<Fit> fits) {
    public FittedCalibration {
        fits = List.copyOf(fits);
    }

    /** How one subject was fitted: claims, those that were right, and the error on these claims. */
    record Fit(Subject subject, int cases, long right, double errorBefore, double errorAfter) {
        String name() {
            return subject.name().toLowerCase(Locale.ROOT);
        }
    }

    static FittedCalibration of(Evidence evidence, Seeds seeds, String model) {
        var curves = new EnumMap<Subject, Curve>(Subject.class);
        for (var subject : Subject.values()) {
            var curve = PlattFit.of(evidence.of(subject));
            curves.put(subject, new Curve(rounded(curve.scale()), rounded(curve.offset())));
        }
        var calibration = Calibration.platt(curves);
        var fits =
                Arrays.stream(Subject.values())
                        .map(subject -> fit(calibration, subject, evidence.of(subject)))
                        .toList();
        return new FittedCalibration(calibration, seeds, model, fits);
    }

    private static Fit fit(Calibration calibration, Subject subject, List<Claimed> claims) {
        return new Fit(
                subject,
                claims.size(),
                claims.stream().filter(Claimed::right).count(),
                rounded(error(claims, Claimed::raw)),
                rounded(error(claims, claim -> calibration.apply(subject, claim.raw()))));
    }

    private static double error(List<Claimed> claims, ToDoubleFunction<Claimed> confidence) {
        var reliability = new Reliability(confidence);
        reliability.add(claims);
        return reliability.error();
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    /** The content of {@code calibration.json}. */
    public String json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("method", calibration.method());
        var parameters = node.putObject("parameters");
        new TreeMap<>(calibration.parameters()).forEach(parameters::put);
        var fitted = node.putObject("fitted");
        fitted.put("model", model).put("world", WorldName.of(World.STANDARD));
        fitted.put("seed", seeds.first()).put("count", seeds.count());
        fits.forEach(fit -> put(fitted.putObject(fit.name()), fit));
        return node.toPrettyString() + "\n";
    }

    /** How well it fits, a line a subject. */
    public String table() {
        var lines = new StringBuilder();
        for (var fit : fits) {
            lines.append(
                    String.format(
                            Locale.ROOT,
                            "%-6s  %d of %d right; calibration error on them %.4f, now %.4f%n",
                            fit.name(),
                            fit.right(),
                            fit.cases(),
                            fit.errorBefore(),
                            fit.errorAfter()));
        }
        return lines.toString();
    }

    private static void put(ObjectNode node, Fit fit) {
        node.put("cases", fit.cases()).put("right", fit.right());
        node.put("errorBefore", fit.errorBefore()).put("errorAfter", fit.errorAfter());
    }
}
