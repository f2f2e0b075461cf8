package io.groundstream.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class LagConfigTest {
    @Test
    void eachKeyHasItsDefault() {
        var settings =
                Settings.of(
                        Map.of("kafka.bootstrap.servers", "here:9092", "kafka.client.id", "lag"));
        var config = LagConfig.from(settings);
        settings.check();

        assertThat(config.kafka())
                .containsOnly(
                        Map.entry("bootstrap.servers", "here:9092"), Map.entry("client.id", "lag"));
        assertThat(config.topics().prefix()).isEmpty();
        assertThat(config.interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.http()).isEqualTo(new LagConfig.Http("127.0.0.1", 8092));
    }

    @Test
    void allFaultsAreToldAtOnce() {
        var settings = Settings.of(Map.of("lag.interval", "1ms", "lag.timeot", "1s"));
        var _ = LagConfig.from(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers is required")
                .hasMessageContaining("lag.interval must be 100ms to 5m")
                .hasMessageContaining("unknown key lag.timeot");
    }
}
