package io.groundstream.console;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.ServiceArguments;
import io.groundstream.schemas.service.Settings;

import java.util.concurrent.CountDownLatch;

/** Runs the console until SIGTERM. Exit code 2 for an operator's mistake. */
public final class ConsoleMain {
    private ConsoleMain() {}

    /**
     * Starts with a configuration file and the environment.
     *
     * @param args {@code --config FILE}; none means that the environment says it all
     */
    public static void main(String[] args) throws InterruptedException {
        try {
            var file = ServiceArguments.of(args).config();
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
