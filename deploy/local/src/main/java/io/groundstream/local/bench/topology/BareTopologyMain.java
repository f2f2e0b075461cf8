package io.groundstream.local.bench.topology;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.state.StateMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the bare topology with Kafka's own defaults, but for the guarantee, the time between
 * commits, and records as large as an image: {@code BareTopologyMain CONFIGURATION-FILE}.
 */
public final class BareTopologyMain {
    private BareTopologyMain() {}

    public static void main(String[] args) throws InterruptedException {
        var settings = Settings.load(Path.of(args[0]), System.getenv());
        var topics = Topics.from(settings);
        var topology = new BareTopology(topics).build();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (var streams = new KafkaStreams(topology, properties(settings, topics))) {
            streams.setGlobalStateRestoreListener(new StateMeters(meters));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(20))));
            streams.start();
            int port = settings.integer("http.port", 0, 0, 65_535);
            try (var _ =
                    ProbeServer.start("127.0.0.1", port, new Running(streams), meters::scrape)) {
                new CountDownLatch(1).await();
            }
        }
    }

    private static Properties properties(Settings settings, Topics topics) {
        var all = new Properties();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.topologyId());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        // as ours
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30);
        all.put(StreamsConfig.POLL_MS_CONFIG, 10);
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.required("state.dir"));
        all.put(
                StreamsConfig.producerPrefix("max.request.size"),
                TopicSpec.MAX_RECORD_BYTES + (64 << 10));
        all.putAll(settings.under("kafka."));
        return all;
    }

    private record Running(KafkaStreams streams) implements Health {
        @Override
        public boolean isLive() {
            return streams.state() != State.ERROR;
        }

        @Override
        public boolean isReady() {
            return streams.state() == State.RUNNING;
        }
    }
}
