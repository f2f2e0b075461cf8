package io.groundstream.local.bench.runner;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.runner.Models.Model;
import io.groundstream.local.stack.StackException;
import io.groundstream.runner.bundle.Bundle;
import io.groundstream.schemas.service.ConfigException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The worker that somebody would write instead, in Python, on topics of its own. */
final class PythonWorker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int runs;

    private PythonWorker() {}

    /** What it did, once it was warm. */
    record Measured(double imagesPerSecond, double cpuMillisOutside) {}

    /**
     * Sends so many requests through it.
     *
     * @param python the interpreter and the script
     */
    static Measured run(Stand stand, Model model, int count, List<String> python)
            throws InterruptedException, IOException {
        var requests = "peer-requests-" + ++runs;
        var answers = "peer-results-" + runs;
        stand.create(requests, answers);
        stand.requests().fill(requests, stand.pictures(), count);
        try (var results = Results.from(stand.cluster(), answers)) {
            var printed = JSON.readTree(start(stand, model, python, requests, answers, count));
            return new Measured(
                    Rate.steady(results.moments()), printed.path("cpuMillisOutside").asDouble());
        }
    }

    private static String start(
            Stand stand,
            Model model,
            List<String> python,
            String requests,
            String answers,
            int count)
            throws InterruptedException, IOException {
        var command = new ArrayList<>(python);
        command.add(model.checkpoint().toAbsolutePath().toString());
        command.add(stand.cluster().bootstrapServers());
        command.add(stand.cluster().registryUrl());
        command.addAll(List.of(requests, answers, Integer.toString(count)));
        int newTokens = Bundle.open(model.bundle()).manifest().limits().newTokens();
        command.addAll(List.of("--new-tokens", Integer.toString(newTokens)));
        command.addAll(List.of("--batch", Integer.toString(Stand.BATCH)));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ConfigException("--python: cannot start " + python + ": " + e.getMessage());
        }
        try (var out = process.getInputStream()) {
            var lines = new String(out.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            if (process.waitFor() != 0 || lines.isEmpty()) {
                throw new StackException(
                        "the Python worker ended with exit code " + process.exitValue());
            }
            return lines.getLast();
        } finally {
            process.destroyForcibly();
        }
    }
}
