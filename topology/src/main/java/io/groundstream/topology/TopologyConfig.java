package io.groundstream.topology;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.schemas.trace.TraceSettings;
import io.groundstream.topology.decide.FlightLimits;
import io.groundstream.topology.decide.Reuse;
import io.groundstream.topology.flow.FlowSettings;

import org.apache.kafka.streams.StreamsConfig;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All settings of the topology.
 *
 * @param kafka settings of Kafka's clients and of Kafka Streams, passed through
 * @param registrySettings of the registry's client, passed through
 * @param registryPatience how long a record waits for a registry that cannot be asked before its
 *     thread starts anew
 * @param stateDir where the stores are; they can be restored, but that takes its time
 * @param stateMemory bytes that RocksDB may take for all stores together
 * @param recentBytes of inline pictures that are kept in memory between admission and request
 */
public record TopologyConfig(
        Map<String, String> kafka,
        String registryUrl,
        Map<String, String> registrySettings,
        Duration registryPatience,
        Topics topics,
        Path stateDir,
        long stateMemory,
        FlowSettings flow,
        long recentBytes,
        TraceSettings traces,
        Http http) {
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);
    private static final String DEFAULT_STATE_DIR = "topology-state";

    /** Where health and metrics are served. */
    public record Http(String host, int port) {}

    public TopologyConfig {
        kafka = Map.copyOf(kafka);
        registrySettings = Map.copyOf(registrySettings);
    }

    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static TopologyConfig from(Settings settings) {
        settings.required("kafka.bootstrap.servers");
        var url = settings.required("registry.url");
        var patience = settings.duration("registry.patience", Duration.ofMinutes(1));
        if (patience.compareTo(LONGEST_PATIENCE) > 0) {
            settings.fault("registry.patience must be at most 2m, below max.poll.interval.ms");
        }
        var punctuate = settings.duration("punctuate.interval", Duration.ofSeconds(1));
        if (!punctuate.isPositive()) {
            settings.fault("punctuate.interval must be longer than 0");
        }
        var bootstrap = settings.text("kafka.bootstrap.servers", "");
        var kafka = new HashMap<>(settings.under("kafka."));
        kafka.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        for (var ours :
                new String[] {
                    StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                    StreamsConfig.APPLICATION_ID_CONFIG,
                    StreamsConfig.STATE_DIR_CONFIG
                }) {
            if (kafka.containsKey(ours)) {
                settings.fault("kafka." + ours + " cannot be set: what is guaranteed rests on it");
            }
        }
        return new TopologyConfig(
                kafka,
                url,
                settings.under("registry."),
                patience,
                Topics.from(settings),
                Path.of(settings.text("state.dir", DEFAULT_STATE_DIR)),
                (long) settings.integer("state.memory-mib", 256, 16, 1 << 20) << 20,
                new FlowSettings(limits(settings), reuse(settings), punctuate),
                settings.integer("inline.memory-bytes", 64 << 20, 0, Integer.MAX_VALUE),
                TraceSettings.from(settings, "topology"),
                new Http(
                        settings.text("http.host", "127.0.0.1"),
                        settings.integer("http.port", 8091, 0, 65_535)));
    }

    private static Reuse reuse(Settings settings) {
        var revision = settings.text("reuse.model-revision", "");
        var ttl = settings.duration("reuse.ttl", Duration.ofHours(24));
        try {
            return new Reuse(revision, ttl);
        } catch (ConfigException e) {
            settings.fault(String.valueOf(e.getMessage()));
            return new Reuse(revision, Duration.ofHours(24));
        }
    }

    private static FlightLimits limits(Settings settings) {
        var interactive = settings.duration("max-in-flight.interactive", Duration.ofMinutes(2));
        var bulk = settings.duration("max-in-flight.bulk", Duration.ofHours(24));
        int attempts = settings.integer("retry.limit", 5, Integer.MIN_VALUE, Integer.MAX_VALUE);
        var backoff = settings.duration("retry.backoff", Duration.ofSeconds(1));
        try {
            return new FlightLimits(interactive, bulk, attempts, backoff);
        } catch (ConfigException e) {
            settings.fault(String.valueOf(e.getMessage()));
            return new FlightLimits(
                    Duration.ofMinutes(2), Duration.ofHours(24), 5, Duration.ofSeconds(1));
        }
    }

    /** Our defaults, over them what is passed through, over all what the guarantees rest on. */
    public Map<String, Object> streams() {
        var all = new HashMap<String, Object>();
        // latency: an image goes through four transactions, and is seen when the last one commits;
        // a thread that waits for records longer than that commits late
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 30);
        all.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // memory: records of megabytes wait in the task's queues
        all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 16);
        ofProducers(all, "linger.ms", 5);
        // inline images
        ofProducers(all, "max.request.size", TopicSpec.MAX_RECORD_BYTES + (64 << 10));
        ofConsumers(all, "fetch.max.bytes", 4 * TopicSpec.MAX_RECORD_BYTES);
        // memory, again
        ofConsumers(all, "max.poll.records", 64);
        // a killed instance is noticed soon
        ofConsumers(all, "session.timeout.ms", 10_000);
        ofConsumers(all, "heartbeat.interval.ms", 3_000);
        all.putAll(kafka);
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, topics.topologyId());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        return all;
    }

    private void ofProducers(Map<String, Object> all, String key, Object value) {
        ours(all, StreamsConfig.producerPrefix(key), key, value);
    }

    private void ofConsumers(Map<String, Object> all, String key, Object value) {
        ours(all, StreamsConfig.consumerPrefix(key), key, value);
    }

    /** With its prefix a default would go before what is passed through without one. */
    private void ours(Map<String, Object> all, String prefixed, String key, Object value) {
        if (!kafka.containsKey(key)) {
            all.put(prefixed, value);
        }
    }
}
