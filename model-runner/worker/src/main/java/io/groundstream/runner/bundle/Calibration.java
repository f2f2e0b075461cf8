package io.groundstream.runner.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * How a raw confidence becomes the published one.
 *
 * <ul>
 *   <li>{@code none}, without parameters, leaves it as it is: it is no probability.
 *   <li>{@code platt} (Platt 1999, <i>Probabilistic outputs for support vector machines</i>)
 *       publishes {@code 1 / (1 + exp(-(scale * logit(raw) + offset)))}, with a {@code .scale}
 *       above 0 and an {@code .offset} for each {@link Subject}. What is published estimates the
 *       probability that the subject says, on pictures like those of the fit, and never changes the
 *       order of two confidences in one subject.
 * </ul>
 */
public record Calibration(String method, Map<String, Double> parameters) {
    public static final Calibration NONE = new Calibration("none", Map.of());

    private static final String PLATT = "platt";
    private static final double LEAST = 1e-6;

    /** What a confidence is about, and so what a calibrated one is the probability of. */
    public enum Subject {
        /** That the box overlaps the true one with an IoU of 0.5 or more. */
        BOX,
        /** That what the phrase names is in the picture. */
        PHRASE,
        /** That the whole text is right; fitted on brief captions. */
        TEXT;

        private String scale() {
            return name().toLowerCase(Locale.ROOT) + ".scale";
        }

        private String offset() {
            return name().toLowerCase(Locale.ROOT) + ".offset";
        }
    }

    /** A curve of Platt's. */
    public record Curve(double scale, double offset) {}

    public Calibration {
        List<String> faults = faults(method, parameters);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("calibration: " + String.join("; ", faults));
        }
        parameters = Map.copyOf(parameters);
    }

    /** One curve for each subject. */
    public static Calibration platt(Map<Subject, Curve> curves) {
        var parameters = new LinkedHashMap<String, Double>();
        curves.forEach(
                (subject, curve) -> {
                    parameters.put(subject.scale(), curve.scale());
                    parameters.put(subject.offset(), curve.offset());
                });
        return new Calibration(PLATT, parameters);
    }

    /** The published confidence, 0 to 1. */
    public double apply(Subject subject, double raw) {
        Double scale = parameters.get(subject.scale());
        Double offset = parameters.get(subject.offset());
        if (scale == null || offset == null) {
            return raw;
        }
        return 1 / (1 + Math.exp(-(scale * logit(raw) + offset)));
    }

    /** {@code ln(raw / (1 - raw))}, with {@code raw} kept a millionth away from 0 and from 1. */
    public static double logit(double raw) {
        double inside = Math.clamp(raw, LEAST, 1 - LEAST);
        return Math.log(inside / (1 - inside));
    }

    private static List<String> faults(String method, Map<String, Double> parameters) {
        return switch (method) {
            case "none" ->
                    parameters.isEmpty()
                            ? List.of()
                            : List.of("none takes no parameters, has " + sorted(parameters));
            case PLATT -> plattFaults(parameters);
            default -> List.of("method must be none or " + PLATT + ", is " + method);
        };
    }

    private static List<String> plattFaults(Map<String, Double> parameters) {
        var faults = new ArrayList<String>();
        var unknown = new TreeSet<>(parameters.keySet());
        for (Subject subject : Subject.values()) {
            for (String key : List.of(subject.scale(), subject.offset())) {
                unknown.remove(key);
                Double value = parameters.get(key);
                if (value == null) {
                    faults.add(key + " is missing");
                } else if (!Double.isFinite(value)) {
                    faults.add(key + " must be finite, is " + value);
                } else if (key.equals(subject.scale()) && value <= 0) {
                    faults.add(key + " must be above 0, is " + value);
                }
            }
        }
        unknown.forEach(key -> faults.add(key + " is unknown"));
        return faults;
    }

    private static List<String> sorted(Map<String, Double> parameters) {
        var keys = parameters.keySet().toArray(String[]::new);
        Arrays.sort(keys);
        return List.of(keys);
    }
}
