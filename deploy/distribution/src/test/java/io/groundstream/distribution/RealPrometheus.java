package io.groundstream.distribution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.groundstream.backing.FreePorts;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Prometheus that runs on deploy/prometheus as it stands; only where its targets are, and how
 * often it asks them, is said otherwise.
 */
final class RealPrometheus implements AutoCloseable {
    private static final Path FOLDER = Path.of("../prometheus");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private RealPrometheus(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "prometheus")));
    }

    /**
     * @param ports of the jobs on loopback, by name
     * @param token of the console
     */
    static RealPrometheus start(Path folder, Map<String, Integer> ports, String token)
            throws IOException {
        Files.createDirectories(folder);
        int port = FreePorts.next();
        var config = (ObjectNode) YAML.readTree(FOLDER.resolve("prometheus.yaml").toFile());
        config.withObject("/global").put("scrape_interval", "1s").put("evaluation_interval", "1s");
        for (var job : config.get("scrape_configs")) {
            var name = job.get("job_name").asText();
            int at = name.equals("prometheus") ? port : ports.getOrDefault(name, 0);
            var here = ((ObjectNode) job).putArray("static_configs");
            ((ObjectNode) job).remove("dns_sd_configs");
            here.addObject().putArray("targets").add("127.0.0.1:" + at);
            if (job.has("authorization")) {
                var secret = Files.writeString(folder.resolve("token"), token);
                job.withObject("/authorization").put("credentials_file", secret.toString());
            }
        }
        var written = folder.resolve("prometheus.yaml");
        YAML.writeValue(written.toFile(), config);
        Files.copy(FOLDER.resolve("alerts.yaml"), folder.resolve("alerts.yaml"));
        var log = folder.resolve("log");
        var process =
                new ProcessBuilder(
                                "prometheus",
                                "--config.file=" + written,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new RealPrometheus(process, log, port);
    }

    /** All that it asks, by job: {@code up}, or why not; none before it listens itself. */
    Map<String, String> targets() throws IOException, InterruptedException {
        var health = new TreeMap<String, String>();
        JsonNode answer;
        try {
            answer = ask("targets?state=active");
        } catch (ConnectException e) {
            return health;
        }
        for (var target : answer.path("activeTargets")) {
            var error = target.path("lastError").asText();
            health.put(
                    target.at("/labels/job").asText(),
                    error.isEmpty() ? target.path("health").asText() : error);
        }
        return health;
    }

    JsonNode rules() throws IOException, InterruptedException {
        return ask("rules").path("groups");
    }

    /** The series that answer a query now. */
    JsonNode query(String query) throws IOException, InterruptedException {
        return ask("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .path("result");
    }

    private JsonNode ask(String path) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError(Files.readString(log));
        }
        var address = URI.create("http://127.0.0.1:" + port + "/api/v1/" + path);
        var answer = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
        var body = new ObjectMapper().readTree(answer.body());
        if (!body.path("status").asText().equals("success")) {
            throw new AssertionError(path + ": " + body);
        }
        return body.get("data");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        http.close();
    }
}
