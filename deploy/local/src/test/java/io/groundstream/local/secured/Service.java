package io.groundstream.local.secured;

import io.groundstream.backing.FreePorts;
import io.groundstream.console.ConsoleMain;
import io.groundstream.local.Home;
import io.groundstream.runner.service.RunnerMain;
import io.groundstream.topology.TopologyMain;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A service in a process of its own, as its supervisor sees it. */
final class Service implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);
    private static final Home HOME = new Home(Path.of("../..").toAbsolutePath().normalize());

    private final Process process;
    private final Path log;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    private Service(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    static Service topology(Path folder, Map<String, String> settings, String... options)
            throws IOException {
        var own = Map.of("state.dir", folder.resolve("state").toString());
        return start(folder, "topology", TopologyMain.class, settings, own, options);
    }

    static Service runner(Path folder, Map<String, String> settings, String... options)
            throws IOException {
        var own = Map.of("model.bundle", HOME.model().toString());
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        return start(folder, "runner", RunnerMain.class, settings, own, all.toArray(String[]::new));
    }

    static Service console(Path folder, Map<String, String> settings, String... options)
            throws IOException {
        var own = Map.of("index.dir", folder.resolve("index").toString());
        return start(folder, "console", ConsoleMain.class, settings, own, options);
    }

    private static Service start(
            Path folder,
            String name,
            Class<?> main,
            Map<String, String> settings,
            Map<String, String> own,
            String... options)
            throws IOException {
        int port = FreePorts.next();
        var all = new HashMap<>(own);
        all.putAll(settings);
        all.put("http.port", Integer.toString(port));
        var config = Files.createTempFile(folder, name, ".properties");
        Files.write(
                config, all.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dlogback.configurationFile=logback.xml",
                        "-Dgroundstream.log.level=INFO",
                        "-Dgroundstream.kafka.log.level=WARN"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.add(config.toString());
        var log = Files.createTempFile(folder, name, ".log");
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Service(process, log, port);
    }

    Service awaitReady() throws Exception {
        await("ready", () -> get("/health/ready").statusCode() == 200);
        return this;
    }

    /** Fails if it ends, or has not come to that in time. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!holds(condition)) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw new AssertionError("not " + what + "; its log:\n" + log());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** Its exit code. */
    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("did not end; its log:\n" + log());
        }
        return process.exitValue();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + path);
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
        return http.send(request, BodyHandlers.ofString());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What everybody on the machine can see of it. */
    String commandLine() {
        return process.info().commandLine().orElse("");
    }

    /** All that it has printed so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** The line that it leaves its supervisor, among those of its log. */
    String lastWords() throws IOException {
        return log().lines()
                .filter(line -> line.startsWith("topology: "))
                .reduce("", (_, line) -> line);
    }

    /** As its supervisor ends it. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        http.close();
    }

    private static boolean holds(Callable<Boolean> condition) throws Exception {
        try {
            return condition.call();
        } catch (IOException _) {
            return false;
        }
    }
}
