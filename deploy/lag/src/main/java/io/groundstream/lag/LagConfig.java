package io.groundstream.lag;

import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All settings of the lag exporter.
 *
 * @param kafka settings of Kafka's client, passed through
 * @param interval from one question to the next
 * @param timeout of each question
 */
public record LagConfig(
        Map<String, String> kafka, Topics topics, Duration interval, Duration timeout, Http http) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Where health and metrics are served. */
    public record Http(String host, int port) {}

    public LagConfig {
        kafka = Map.copyOf(kafka);
    }

    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static LagConfig from(Settings settings) {
        var servers = settings.required("kafka.bootstrap.servers");
        var kafka = new HashMap<>(settings.under("kafka."));
        kafka.put("bootstrap.servers", servers);
        return new LagConfig(
                kafka,
                Topics.from(settings),
                duration(settings, "lag.interval", Duration.ofSeconds(5)),
                duration(settings, "lag.timeout", Duration.ofSeconds(5)),
                new Http(
                        settings.text("http.host", "127.0.0.1"),
                        settings.integer("http.port", 8092, 0, 65_535)));
    }

    private static Duration duration(Settings settings, String key, Duration otherwise) {
        var value = settings.duration(key, otherwise);
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            settings.fault(key + " must be 100ms to 5m");
        }
        return value;
    }
}
