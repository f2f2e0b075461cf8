package io.groundstream.runner.importer;

import com.fasterxml.jackson.databind.JsonNode;

import io.groundstream.runner.bundle.Calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code calibration.json} beside the weights, as {@code groundstream bench calibrate} writes it:
 * {@code method}, {@code parameters} by name, and {@code fitted}, which tells people what it was
 * fitted on and is not read. Where there is no such file, confidences stay as they are.
 */
final class CalibrationFile {
    static final String NAME = "calibration.json";

    private static final Set<String> KEYS = Set.of("method", "parameters", "fitted");

    private CalibrationFile() {}

    static Calibration read(Checkpoint checkpoint) throws IOException {
        if (!Files.exists(checkpoint.directory().resolve(NAME))) {
            return Calibration.NONE;
        }
        JsonNode file = checkpoint.json(NAME);
        List<String> problems = problems(file);
        if (problems.isEmpty()) {
            try {
                return new Calibration(file.path("method").textValue(), parameters(file));
            } catch (IllegalArgumentException e) {
                problems = List.of(String.valueOf(e.getMessage()));
            }
        }
        throw new ImportException(
                checkpoint.directory(),
                problems.stream().map(problem -> NAME + ": " + problem).toList());
    }

    private static List<String> problems(JsonNode file) {
        if (!file.isObject()) {
            return List.of("must be an object");
        }
        var problems = new ArrayList<String>();
        file.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> problems.add(key + " is unknown"));
        if (!file.path("method").isTextual()) {
            problems.add("method must be a name, is " + file.path("method"));
        }
        JsonNode parameters = file.path("parameters");
        if (!parameters.isObject()) {
            problems.add("parameters must be an object, is " + parameters);
        }
        parameters.properties().stream()
                .filter(entry -> !entry.getValue().isNumber())
                .forEach(entry -> problems.add(entry.getKey() + " must be a number"));
        return problems;
    }

    private static Map<String, Double> parameters(JsonNode file) {
        var parameters = new TreeMap<String, Double>();
        file.path("parameters")
                .properties()
                .forEach(entry -> parameters.put(entry.getKey(), entry.getValue().doubleValue()));
        return parameters;
    }
}
