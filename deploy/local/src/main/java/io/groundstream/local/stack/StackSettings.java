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
 */
public record StackSettings(
        Path folder, Path model, Path registryHome, int brokerPort, int registryPort) {
    /** With port 0 replaced by a free one, and every other checked to be free. */
    public StackSettings withPorts() {
        return new StackSettings(
                folder,
                model,
                registryHome,
                port("broker", "--broker-port", brokerPort),
                port("registry", "--registry-port", registryPort));
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
