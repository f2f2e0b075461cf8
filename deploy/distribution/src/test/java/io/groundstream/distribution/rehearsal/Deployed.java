package io.groundstream.distribution.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.FreePorts;
import io.groundstream.distribution.Launched;
import io.groundstream.distribution.Unpacked;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * One instance of a service, as its supervisor sees it: told to end and started again, from the
 * same distribution or from another. Belongs to one thread.
 */
final class Deployed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final int TERMINATED = 143;

    private final String name;
    private final Path work;
    private final Map<String, String> environment;
    private final int port = FreePorts.next();
    private Unpacked distribution;
    private @Nullable Launched process;

    /**
     * @param work folder of its own, for its log, its state and its temporary files
     * @param environment all its settings but the port
     */
    Deployed(String name, Unpacked distribution, Path work, Map<String, String> environment) {
        this.name = name;
        this.distribution = distribution;
        this.work = work;
        this.environment = new HashMap<>(environment);
        this.environment.put("GROUNDSTREAM_HTTP_PORT", Integer.toString(port));
        this.environment.put("JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    }

    String name() {
        return name;
    }

    /** What it was last started from. */
    Unpacked distribution() {
        return distribution;
    }

    void start() throws IOException {
        process = distribution.launch(work, environment);
    }

    void awaitReady() throws IOException {
        var running = Objects.requireNonNull(process);
        var giveUp = Instant.now().plus(PATIENCE);
        try (var http = HttpClient.newHttpClient()) {
            while (!isReady(http)) {
                if (!running.handle().isAlive() || Instant.now().isAfter(giveUp)) {
                    throw new AssertionError(name + " is not ready:\n" + running.err());
                }
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
        }
    }

    /** Told to end, it does so by itself. */
    void stop() throws IOException, InterruptedException {
        var running = Objects.requireNonNull(process);
        assertThat(running.stop()).as(name + " ends:\n" + running.err()).isEqualTo(TERMINATED);
        process = null;
    }

    /** From then on it is what stands there. */
    void restart(Unpacked other) throws IOException, InterruptedException {
        stop();
        distribution = other;
        start();
        awaitReady();
    }

    void restart() throws IOException, InterruptedException {
        restart(distribution);
    }

    /** What it keeps is gone, as with its volume; it is not running. */
    void loseState() throws IOException {
        try (var files = Files.walk(work.resolve("state"))) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private boolean isReady(HttpClient http) {
        var uri = URI.create("http://127.0.0.1:" + port + "/health/ready");
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
