package io.groundstream.backing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Apicurio Registry as a child process on loopback, its contents in memory. */
public final class RealRegistry implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Process process;
    private final int port;

    private RealRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** On any free port; the build says where the distribution stands. */
    public static RealRegistry start() {
        var registry = start(FreePorts.next(), List.of());
        registry.awaitReady();
        return registry;
    }

    /** With more settings, as {@code -D} options of its JVM; ready when the caller says so. */
    static RealRegistry start(int port, List<String> options) {
        try {
            var home = Path.of(System.getProperty("groundstream.registry.home", ""));
            var log = Files.createTempFile("groundstream-registry", ".log").toFile();
            log.deleteOnExit();
            return launch(home, port, log, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the distribution is told to listen on loopback, and to refuse incompatible schemas. */
    public static Map<String, String> environment(int port) {
        return Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(FreePorts.next()),
                "APICURIO_RULES_GLOBAL_COMPATIBILITY", "BACKWARD");
    }

    private static RealRegistry launch(Path home, int port, File log, List<String> options)
            throws IOException {
        var java = ProcessHandle.current().info().command().orElse("java");
        if (!Files.exists(home.resolve("quarkus-run.jar"))) {
            throw new IllegalStateException("no registry in '" + home + "': run mvn package first");
        }
        var command =
                new ArrayList<>(
                        List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", "quarkus-run.jar"));
        var builder = new ProcessBuilder(command);
        builder.directory(home.toFile());
        builder.environment().putAll(environment(port));
        builder.redirectErrorStream(true).redirectOutput(log);
        return new RealRegistry(builder.start(), port);
    }

    /** The base address of Confluent's API. */
    public String url() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    /** Waits until it answers. */
    public void awaitReady() {
        awaitReady(this::answers);
    }

    void awaitReady(BooleanSupplier ready) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the registry on port " + port + " did not start");
            }
            pause();
        }
    }

    /** True if it answers now. */
    public boolean answers() {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(url() + "/subjects"))
                            .timeout(Duration.ofSeconds(5))
                            .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the registry", e);
        }
    }
}
