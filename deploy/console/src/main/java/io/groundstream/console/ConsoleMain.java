package io.groundstream.console;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the console until SIGTERM. Exit code 2 for an operator's mistake. */
public final class ConsoleMain {
    private ConsoleMain() {}

    /**
     * Starts with a configuration file and the environment.
     *
     * @param args the configuration file; none means that the environment says it all
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            var file = args.length == 0 ? null : Path.of(args[0]);
            var settings = Settings.load(file, System.getenv());
            var config = ConsoleConfig.from(settings);
            settings.check();
            var service = ConsoleService.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(service::close, "shutdown"));
        } catch (ConfigException e) {
            System.err.println("console: " + e.getMessage());
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }
}
