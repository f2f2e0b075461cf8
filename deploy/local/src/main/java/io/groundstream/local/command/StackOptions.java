package io.groundstream.local.command;

import io.groundstream.local.Home;
import io.groundstream.local.stack.StackSettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the local stack listens. */
final class StackOptions {
    @Option(
            names = "--broker-port",
            defaultValue = "9092",
            description = "port of the broker; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int brokerPort;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            description = "port of the registry; 0 takes any free one (default: ${DEFAULT-VALUE})")
    private int registryPort;

    @Option(
            names = "--console-port",
            description =
                    "port of the console; 0 takes any free one (default: 8080; of a demo any free"
                            + " one)")
    private @Nullable Integer consolePort;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    /**
     * What was asked for.
     *
     * @param usualConsolePort if no other was
     */
    StackSettings settings(int usualConsolePort) {
        var home = Home.find();
        return new StackSettings(
                newFolder(),
                model == null ? home.model() : model,
                home.registry(),
                brokerPort,
                registryPort,
                consolePort == null ? usualConsolePort : consolePort);
    }

    /** The embedded model on any free ports, and no console. */
    static StackSettings anywhere(Home home) {
        return new StackSettings(newFolder(), home.model(), home.registry(), 0, 0);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("groundstream-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
