package io.groundstream.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process started by a launcher, and what it has written. It ends with the test at the latest.
 */
public final class Launched implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final Path out;
    private final Path err;
    private final Unpacked distribution;

    private Launched(Process process, Path out, Path err, Unpacked distribution) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.distribution = distribution;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    static Launched start(
            List<String> command, Path work, Map<String, String> environment, Unpacked from)
            throws IOException {
        var out = Files.createTempFile(work, from.name(), ".out");
        var err = Files.createTempFile(work, from.name(), ".err");
        var builder = new ProcessBuilder(new ArrayList<>(command)).directory(work.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        return new Launched(builder.start(), out, err, from);
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Asks the address until it answers with 2xx. */
    Launched awaitHealthy(String url) throws IOException, InterruptedException {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!distribution.isHealthy(url)) {
            if (!process.isAlive() || Instant.now().isAfter(giveUp)) {
                throw new AssertionError(
                        distribution.name() + " did not become healthy:\n" + out() + err());
            }
        }
        return this;
    }

    /** Its exit code, when it ends by itself. */
    public int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(distribution.name() + " did not end:\n" + out() + err());
        }
        return process.exitValue();
    }

    /** SIGTERM, as from a service manager; its exit code. */
    public int stop() throws IOException, InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
