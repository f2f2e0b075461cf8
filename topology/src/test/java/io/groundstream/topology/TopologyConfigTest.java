package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class TopologyConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap.servers", "broker:9092", "registry.url", "http://registry");

    @Test
    void everyDefaultIsAsDocumented() {
        var config = read(Map.of());

        assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "broker:9092"));
        assertThat(config.registryUrl()).isEqualTo("http://registry");
        assertThat(config.registrySettings()).isEmpty();
        assertThat(config.registryPatience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.topics().prefix()).isEmpty();
        assertThat(config.stateDir()).isEqualTo(Path.of("topology-state"));
        assertThat(config.limits().interactive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.limits().bulk()).isEqualTo(Duration.ofHours(24));
        assertThat(config.limits().attempts()).isEqualTo(5);
        assertThat(config.limits().backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.punctuateInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.http()).isEqualTo(new TopologyConfig.Http("127.0.0.1", 8091));
    }

    @Test
    void everyKeyIsRead() {
        var config =
                read(
                        Map.ofEntries(
                                Map.entry("kafka.num.stream.threads", "2"),
                                Map.entry("registry.basic.auth.user.info", "me:secret"),
                                Map.entry("registry.patience", "30s"),
                                Map.entry("topics.prefix", "eu."),
                                Map.entry("state.dir", "/data"),
                                Map.entry("max-in-flight.interactive", "3m"),
                                Map.entry("max-in-flight.bulk", "12h"),
                                Map.entry("retry.limit", "7"),
                                Map.entry("retry.backoff", "250ms"),
                                Map.entry("punctuate.interval", "2s"),
                                Map.entry("http.host", "0.0.0.0"),
                                Map.entry("http.port", "9000")));

        assertThat(config.kafka()).containsEntry("num.stream.threads", "2");
        assertThat(config.registrySettings())
                .containsExactly(Map.entry("basic.auth.user.info", "me:secret"));
        assertThat(config.registryPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.topics().images()).isEqualTo("eu.images");
        assertThat(config.stateDir()).isEqualTo(Path.of("/data"));
        assertThat(config.limits().interactive()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.limits().bulk()).isEqualTo(Duration.ofHours(12));
        assertThat(config.limits().attempts()).isEqualTo(7);
        assertThat(config.limits().backoff()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.punctuateInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.http()).isEqualTo(new TopologyConfig.Http("0.0.0.0", 9000));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        var settings =
                Settings.of(
                        Map.of(
                                "kafka.processing.guarantee", "at_least_once",
                                "retry.limit", "0",
                                "topics.prefix", "a b",
                                "no.such.key", "1"));

        assertThatThrownBy(
                        () -> {
                            TopologyConfig.from(settings);
                            settings.check();
                        })
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers is required")
                .hasMessageContaining("registry.url is required")
                .hasMessageContaining("kafka.processing.guarantee cannot be set")
                .hasMessageContaining("retry.limit must be 1 to 100, got 0")
                .hasMessageContaining("topics.prefix")
                .hasMessageContaining("unknown key no.such.key");
    }

    @Test
    void theGuaranteeIsNeverLessThanExactlyOnce() {
        assertThat(read(Map.of()).streams())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.id", "topology")
                .containsEntry("commit.interval.ms", 100);
    }

    @Test
    void whatIsPassedThroughReplacesOurDefaults() {
        var streams = read(Map.of("kafka.commit.interval.ms", "1000")).streams();

        assertThat(streams).containsEntry("commit.interval.ms", "1000");
    }

    private static TopologyConfig read(Map<String, String> more) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(more);
        var settings = Settings.of(all);
        var config = TopologyConfig.from(settings);
        settings.check();
        return config;
    }
}
