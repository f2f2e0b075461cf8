package io.groundstream.topology;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import java.nio.file.Path;

/**
 * Runs one instance of the topology until SIGTERM. Exit code 2 for an operator's mistake, 1 for a
 * failure.
 */
public final class TopologyMain {
    private TopologyMain() {}

    /**
     * Starts with a configuration file and the environment.
     *
     * @param args the configuration file; none means that the environment says it all
     */
    public static void main(String[] args) {
        try {
            var file = args.length == 0 ? null : Path.of(args[0]);
            var settings = Settings.load(file, System.getenv());
            var config = TopologyConfig.from(settings);
            settings.check();
            run(config);
        } catch (ConfigException e) {
            System.err.println("topology: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run(TopologyConfig config) {
        var service = TopologyService.start(config);
        var stop = new Thread(service::close, "shutdown");
        Runtime.getRuntime().addShutdownHook(stop);
        if (!service.awaitEnd()) {
            System.exit(1);
        }
    }
}
