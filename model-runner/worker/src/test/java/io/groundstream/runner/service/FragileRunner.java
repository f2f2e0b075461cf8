package io.groundstream.runner.service;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A runner in a process of its own, started again whenever it dies of its work: of the killer's
 * picture, and in the middle of the given call of the model, if that is not 0.
 */
final class FragileRunner implements AutoCloseable {
    private final Path config;
    private final File log;
    private final AtomicInteger deaths;
    private final int diesAtCall;
    private Process process;
    private boolean closed;

    FragileRunner(Map<String, String> config, int diesAtCall, AtomicInteger deaths)
            throws IOException {
        this.deaths = deaths;
        this.diesAtCall = diesAtCall;
        this.config = Files.createTempFile("runner", ".properties");
        this.log = Files.createTempFile("runner", ".log").toFile();
        this.config.toFile().deleteOnExit();
        this.log.deleteOnExit();
        var properties = new Properties();
        properties.putAll(config);
        try (var out = Files.newBufferedWriter(this.config)) {
            properties.store(out, null);
        }
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        try {
            process =
                    new ProcessBuilder(
                                    ProcessHandle.current().info().command().orElseThrow(),
                                    "-Xmx512m",
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-D" + FragileRunnerMain.DIES_AT_CALL + "=" + diesAtCall,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    FragileRunnerMain.class.getName(),
                                    config.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process.onExit().thenAccept(this::ended);
    }

    private void ended(Process ended) {
        if (ended.exitValue() == FragileRunnerMain.DEAD) {
            deaths.incrementAndGet();
            start();
        }
    }

    /** All that its processes have printed. */
    String log() throws IOException {
        return Files.readString(log.toPath());
    }

    /** Stops it as an operator would, with SIGTERM. */
    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closed = true;
            last = process;
        }
        last.destroy();
        last.onExit().join();
    }
}
