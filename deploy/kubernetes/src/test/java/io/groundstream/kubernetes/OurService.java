package io.groundstream.kubernetes;

import io.groundstream.console.ConsoleConfig;
import io.groundstream.lag.LagSettings;
import io.groundstream.runner.service.Drain;
import io.groundstream.runner.service.RunnerConfig;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.Closing;
import io.groundstream.topology.TopologyConfig;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** A service of ours, as its own code sees its configuration. */
enum OurService {
    TOPOLOGY(
            "topology",
            8091,
            settings -> {
                TopologyConfig.from(settings);
                settings.check();
            },
            _ -> Closing.TIME),
    RUNNER("runner", 8090, RunnerConfig::from, Drain::time),
    CONSOLE(
            "console",
            8080,
            settings -> {
                ConsoleConfig.from(settings);
                settings.check();
            },
            _ -> Duration.ofSeconds(10)),
    LAG_EXPORTER("lag-exporter", 8092, LagSettings::read, _ -> Duration.ofSeconds(10));

    /** Also of the container, the image and the configuration file. */
    final String title;

    final int port;
    private final Consumer<Settings> reader;
    private final Function<Settings, Duration> closing;

    OurService(
            String title,
            int port,
            Consumer<Settings> reader,
            Function<Settings, Duration> closing) {
        this.title = title;
        this.port = port;
        this.reader = reader;
        this.closing = closing;
    }

    static Optional<OurService> named(String title) {
        return Arrays.stream(values()).filter(s -> s.title.equals(title)).findFirst();
    }

    /** Empty if the service would start with these settings, else what it would say. */
    Optional<String> refusal(Settings settings) {
        try {
            reader.accept(settings);
            return Optional.empty();
        } catch (ConfigException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** How long it takes at most to end by itself. */
    Duration closing(Settings settings) {
        return closing.apply(settings);
    }
}
