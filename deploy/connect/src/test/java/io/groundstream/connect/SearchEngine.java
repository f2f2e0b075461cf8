package io.groundstream.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.backing.FreePorts;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** An OpenSearch node of its own on loopback, asked over HTTP; it ends with this process. */
final class SearchEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What it answered. */
    record Answer(int status, JsonNode body) {}

    private SearchEngine(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** Starts one with its data and its log in the folder; the build says where its files stand. */
    static SearchEngine start(Path folder) throws IOException, InterruptedException {
        int port = FreePorts.next();
        var config = Files.createDirectory(folder.resolve("config"));
        Files.write(config.resolve("opensearch.yml"), settings(folder, port));
        Files.write(
                config.resolve("log4j2.properties"),
                List.of(
                        "appender.out.type = Console",
                        "appender.out.name = out",
                        "rootLogger.level = info",
                        "rootLogger.appenderRef.out.ref = out"));
        var log = folder.resolve("engine.log").toFile();
        var process =
                new ProcessBuilder(command(config))
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        var engine = new SearchEngine(process, port);
        engine.awaitReady(log);
        return engine;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private Answer send(String method, String path, String body)
            throws IOException, InterruptedException {
        var type = path.startsWith("/_bulk") ? "application/x-ndjson" : "application/json";
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", type)
                        .timeout(PATIENCE)
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        var response = http.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private void awaitReady(File log) throws IOException, InterruptedException {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                close();
                throw new IllegalStateException(Files.readString(log.toPath()));
            }
            Thread.sleep(INTERVAL);
        }
    }

    private boolean answers() throws IOException, InterruptedException {
        try {
            return get("/").status() == 200;
        } catch (ConnectException _) {
            return false;
        }
    }

    private static List<String> settings(Path folder, int port) {
        return List.of(
                "discovery.type: single-node",
                "network.host: 127.0.0.1",
                "http.port: " + port,
                "transport.port: " + FreePorts.next(),
                "path.data: " + folder.resolve("data"),
                "path.logs: " + folder.resolve("logs"),
                // a test must not depend on how full the disk is
                "cluster.routing.allocation.disk.threshold_enabled: false");
    }

    private static List<String> command(Path config) {
        var home = Path.of(System.getProperty("groundstream.engine.home", "")).toAbsolutePath();
        if (!Files.exists(home.resolve("lib"))) {
            throw new IllegalStateException("no engine in '" + home + "': run mvn verify");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                // without native code it cannot find out that root runs it, as in many containers
                "-Djna.nosys=true",
                "-Djna.nounpack=true",
                "-Djna.boot.library.path=" + config,
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + config,
                "-Dopensearch.distribution.type=tar",
                "-cp",
                home.resolve("lib") + File.separator + "*",
                "org.opensearch.bootstrap.OpenSearch");
    }
}
