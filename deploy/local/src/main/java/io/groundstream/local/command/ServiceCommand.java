package io.groundstream.local.command;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Hands a configuration file to a service's own main, which runs until SIGTERM. */
abstract class ServiceCommand implements Callable<Integer> {
    private final Main main;

    @Option(
            names = "--config",
            description = "properties file; GROUNDSTREAM_* in the environment replaces its keys")
    private @Nullable Path config;

    ServiceCommand(Main main) {
        this.main = main;
    }

    @Override
    public Integer call() throws Exception {
        System.setProperty("groundstream.log.level", "INFO");
        System.setProperty("groundstream.kafka.log.level", "WARN");
        main.run(config == null ? new String[0] : new String[] {config.toString()});
        return 0;
    }

    /** A service's own main. */
    @FunctionalInterface
    interface Main {
        void run(String[] arguments) throws Exception;
    }
}
