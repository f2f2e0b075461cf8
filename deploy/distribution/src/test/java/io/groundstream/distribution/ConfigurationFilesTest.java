package io.groundstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.ConsoleConfig;
import io.groundstream.lag.LagConfig;
import io.groundstream.runner.service.RunnerConfig;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.TopologyConfig;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The files in config/ name every key of the code, with its default, and no other. */
class ConfigurationFilesTest {
    private static final Pattern KEY = Pattern.compile("(?m)^#([a-z0-9.-]+)=(.*)$");

    /** A service, and how its own code reads a configuration. */
    enum Service {
        TOPOLOGY("topology", TopologyConfig::from),
        RUNNER("runner", RunnerConfig::from),
        CONSOLE("console", ConsoleConfig::from),
        LAG_EXPORTER("lag-exporter", LagConfig::from);

        private final String title;
        private final Function<Settings, Record> reader;

        Service(String title, Function<Settings, Record> reader) {
            this.title = title;
            this.reader = reader;
        }

        Map<String, String> file() throws IOException {
            var text = Files.readString(Path.of(title, "config", title + ".properties"));
            var keys = new TreeMap<String, String>();
            KEY.matcher(text).results().forEach(key -> keys.put(key.group(1), key.group(2)));
            return keys;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyOfTheCodeStandsInTheFileAndNoOther(Service service) throws IOException {
        var settings = Settings.of(required(service));
        service.reader.apply(settings);

        assertThat(service.file().keySet()).containsExactlyInAnyOrderElementsOf(settings.known());
    }

    @ParameterizedTest
    @EnumSource
    void theFilesValuesAreTheDefaults(Service service) throws IOException {
        var set = new TreeMap<>(service.file());
        set.values().removeIf(String::isEmpty);
        set.putAll(required(service));
        var settings = Settings.of(set);
        var configured = service.reader.apply(settings);
        settings.check();

        assertThat(configured)
                .usingRecursiveComparison()
                .isEqualTo(service.reader.apply(Settings.of(required(service))));
    }

    private static Map<String, String> required(Service service) throws IOException {
        var required = new TreeMap<String, String>();
        required.put("kafka.bootstrap.servers", "broker:9092");
        required.put("registry.url", "http://registry:8081");
        required.put("model.bundle", "model");
        required.put("index.dir", "index");
        required.keySet().retainAll(service.file().keySet());
        return required;
    }
}
