package io.groundstream.topology;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.ServiceArguments;
import io.groundstream.schemas.service.Settings;

/**
 * Runs one instance of the topology until SIGTERM. Exit code 2 for an operator's mistake, 1 for a
 * failure.
 */
public final class TopologyMain {
    private TopologyMain() {}

    /**
     * Starts with a configuration file and the environment.
     *
     * @param args {@code --config FILE}; none means that the environment says it all
     */
    public static void main(String[] args) {
        try {
            var file = ServiceArguments.of(args).config();
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
            System.err.println("topology: " + service.reason());
            System.exit(1);
        }
    }
}
