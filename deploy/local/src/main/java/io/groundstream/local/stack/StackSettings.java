package io.groundstream.local.stack;

import io.groundstream.backing.FreePorts;
import io.groundstream.schemas.service.ConfigException;

import java.nio.file.Path;

/**
 * Where the local stack listens and keeps its files.
 *
 * @param folder data, configuration and logs of this run
 * @param model the model bundle of the runner
 * @param registryHome the unpacked registry distribution
 * @param consolePort {@link #NO_CONSOLE} leaves the console out
 */
public record StackSettings(
        Path folder,
        Path model,
        Path registryHome,
        int brokerPort,
        int registryPort,
        int consolePort) {
    public static final int NO_CONSOLE = -1;

    /** Without a console. */
    public StackSettings(
            Path folder, Path model, Path registryHome, int brokerPort, int registryPort) {
        this(folder, model, registryHome, brokerPort, registryPort, NO_CONSOLE);
    }

    /** With port 0 replaced by a free one, and every other checked to be free. */
    public StackSettings withPorts() {
        return new StackSettings(
                folder,
                model,
                registryHome,
                port("broker", "--broker-port", brokerPort),
                port("registry", "--registry-port", registryPort),
                hasConsole() ? port("console", "--console-port", consolePort) : NO_CONSOLE);
    }

    public boolean hasConsole() {
        return consolePort != NO_CONSOLE;
    }

    /** Where a browser finds the console. */
    public String consoleUrl() {
        return "http://127.0.0.1:" + consolePort;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    public String registryUrl() {
        return "http://127.0.0.1:" + registryPort + "/apis/ccompat/v7";
    }

    private static int port(String who, String option, int wanted) {
        if (wanted == 0) {
            return FreePorts.next();
        }
        if (FreePorts.isTaken(wanted)) {
            throw new ConfigException(
                    "port %d, wanted for the %s, is taken: set %s to another, or to 0 for any free one"
                            .formatted(wanted, who, option));
        }
        return wanted;
    }
}
