package io.groundstream.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One process of the stack, with its log in a file. It ends with this process at the latest. */
public final class Child {
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * What to run: a main class with its class path, JVM options, working folder and environment.
     */
    record Program(
            String name,
            String classPath,
            List<String> options,
            String mainClass,
            List<String> arguments,
            Path folder,
            Map<String, String> environment) {}

    static Child start(Program program, Path logs) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.options());
        command.add("-D" + Leash.PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", program.classPath(), Leash.class.getName()));
        command.add(program.mainClass());
        command.addAll(program.arguments());
        var log = logs.resolve(program.name() + ".log");
        var builder = new ProcessBuilder(command);
        builder.directory(program.folder().toFile());
        builder.environment().putAll(program.environment());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        try {
            return new Child(program.name(), builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the " + program.name(), e);
        }
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<Child> onExit() {
        return process.onExit().thenApply(_ -> this);
    }

    /** Asks the process to end and makes it end after the patience. */
    void stop(Duration patience) {
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Why it is dead, for people: exit code and the last lines of its log. */
    String obituary() {
        return "the %s ended with exit code %d; the last lines of %s:%n%s"
                .formatted(name, process.exitValue(), log, String.join("\n", lastLines()));
    }

    private List<String> lastLines() {
        try {
            var lines = Files.readAllLines(log);
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException e) {
            return List.of("(the log cannot be read: " + e.getMessage() + ")");
        }
    }
}
