package io.groundstream.console;

import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Health;
import io.groundstream.search.SearchIndices;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.List;

/** How far the console is behind the stream. */
final class ConsoleMeters {
    private ConsoleMeters() {}

    static void bind(MeterRegistry meters, Health health, Registry registry) {
        Gauge.builder("groundstream.ready", health, h -> h.isReady() ? 1 : 0)
                .description("1 while the service does its work")
                .tag("service", "console")
                .register(meters);
        FunctionCounter.builder("groundstream.registry.failures", registry, Registry::failures)
                .description("questions that the schema registry could not be asked")
                .register(meters);
    }

    static void bind(MeterRegistry meters, SearchIndices indices, Topics topics) {
        Gauge.builder(
                        "groundstream.console.index.following",
                        indices,
                        found -> found.fault() == null ? 1 : 0)
                .description("0 while the indices wait for broker, registry or disk")
                .register(meters);
        for (var topic :
                List.of(
                        topics.searchDocuments(),
                        topics.moderationDecisions(),
                        topics.deadLetters(),
                        topics.annotations())) {
            Gauge.builder("groundstream.console.index.lag", indices, found -> lag(found, topic))
                    .description("records that are not indexed yet; NaN until that is known")
                    .tag("topic", topic)
                    .register(meters);
            FunctionCounter.builder(
                            "groundstream.console.index.broken.records",
                            indices,
                            found -> found.broken().getOrDefault(topic, 0L))
                    .description("records that nobody can read")
                    .tag("topic", topic)
                    .register(meters);
        }
    }

    private static double lag(SearchIndices indices, String topic) {
        var lag = indices.lag().get(topic);
        return lag == null ? Double.NaN : lag;
    }
}
