package io.groundstream.topology;

import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.topology.flow.AnnotationTopology;
import io.groundstream.topology.flow.KafkaImageLog;
import io.groundstream.topology.flow.KafkaResultsProgress;
import io.groundstream.topology.flow.Meters;
import io.groundstream.topology.flow.Patience;
import io.groundstream.topology.flow.RecentPictures;
import io.groundstream.topology.flow.Surroundings;
import io.groundstream.topology.state.BoundedStores;
import io.groundstream.topology.state.StateMemory;
import io.groundstream.topology.state.StateMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One running instance of the topology, with its probes. */
public final class TopologyService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TopologyService.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Resources resources;
    private final KafkaStreams streams;
    private final ProbeServer probes;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private TopologyService(Resources resources, KafkaStreams streams, ProbeServer probes) {
        this.resources = resources;
        this.streams = streams;
        this.probes = probes;
    }

    /**
     * Checks everything that can be checked, then starts.
     *
     * @throws ConfigException if the cluster or the registry is not as it must be
     */
    public static TopologyService start(TopologyConfig config) {
        var resources = Resources.open(config);
        try {
            int partitions = Partitions.require(resources.admin(), config.topics());
            resources.patience().ask(() -> requireSchemas(resources.registry(), config.topics()));
            var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            var streams = resources.streams(config, partitions, meters);
            var service = new TopologyService(resources, streams, probes(config, streams, meters));
            service.run();
            return service;
        } catch (RegistryUnavailableException e) {
            resources.close();
            throw new ConfigException("registry.url: " + e.getMessage());
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    /** True while records are processed. */
    public boolean isReady() {
        return new StreamsHealth(streams::state).isReady();
    }

    /** The port of /health and /metrics. */
    public int port() {
        return probes.port();
    }

    /** Waits for the end; false if it ended by itself, because of a failure. */
    boolean awaitEnd() {
        return ended.join();
    }

    @Override
    public void close() {
        resources.patience().stop();
        // the tasks of an instance that leaves are taken over at once, not after a timeout
        streams.close(
                CloseOptions.timeout(CLOSE_TIMEOUT)
                        .withGroupMembershipOperation(
                                CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        probes.close();
        resources.close();
        ended.complete(true);
    }

    private static ProbeServer probes(
            TopologyConfig config, KafkaStreams streams, PrometheusMeterRegistry meters) {
        try {
            return ProbeServer.start(
                    config.http().host(),
                    config.http().port(),
                    new StreamsHealth(streams::state),
                    meters::scrape);
        } catch (ConfigException e) {
            streams.close();
            throw e;
        }
    }

    private void run() {
        streams.setUncaughtExceptionHandler(TopologyService::respond);
        streams.setStateListener(
                (now, before) -> {
                    log.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("state");
                    if (now == State.ERROR) {
                        ended.complete(false);
                    }
                });
        streams.start();
    }

    private static StreamThreadExceptionResponse respond(Throwable failure) {
        log.atError().setCause(failure).log("a stream thread failed");
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException
                    || cause instanceof RetriableException) {
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * Asks once for every schema that is written, so that a missing one stops the start. What the
     * topology writes it can then read without a registry too.
     */
    private static boolean requireSchemas(Registry registry, Topics topics) {
        var othersWrite =
                Set.of(
                        topics.images(),
                        topics.inferenceResults(),
                        topics.moderationPolicies(),
                        topics.moderationOverrides());
        try {
            for (var topic : TopicSpec.all(topics)) {
                if (!othersWrite.contains(topic.name())) {
                    var subject = Topics.subject(topic.name());
                    var _ = registry.byId(registry.idOf(subject, topic.schema()));
                }
            }
            for (var store : StoreSpec.all(topics)) {
                var _ = registry.byId(registry.idOf(store.subject(), store.schema()));
            }
            return true;
        } catch (UnknownSchemaException e) {
            throw new ConfigException(
                    "the registry lacks a schema of this release, run the admin step: "
                            + e.getMessage());
        }
    }

    /** What is opened before the stream and closed after it. */
    private record Resources(
            Registry registry,
            Admin admin,
            KafkaImageLog log,
            Patience patience,
            StateMemory memory) {
        static Resources open(TopologyConfig config) {
            var streams = new StreamsConfig(config.streams());
            return new Resources(
                    Registry.connect(config.registryUrl(), config.registrySettings()),
                    Admin.create(streams.getAdminConfigs("groundstream-topology")),
                    new KafkaImageLog(
                            streams.getGlobalConsumerConfigs("groundstream-topology-image-log"),
                            config.topics().images()),
                    new Patience(config.registryPatience()),
                    new StateMemory(config.stateMemory()));
        }

        KafkaStreams streams(
                TopologyConfig config, int partitions, PrometheusMeterRegistry meters) {
            var topics = config.topics();
            var topology =
                    new AnnotationTopology(
                            topics,
                            partitions,
                            config.flow(),
                            registry,
                            new Surroundings(
                                    log,
                                    new RecentPictures(config.recentBytes()),
                                    partition ->
                                            new KafkaResultsProgress(
                                                    admin,
                                                    topics.topologyId(),
                                                    new TopicPartition(
                                                            topics.inferenceResults(), partition)),
                                    patience,
                                    new Meters(meters)));
            var properties = new Properties();
            properties.putAll(config.streams());
            properties.putIfAbsent(
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
            properties.put(BoundedStores.MEMORY, memory);
            var streams = new KafkaStreams(topology.build(), properties);
            var state = new StateMeters(meters);
            streams.setGlobalStateRestoreListener(state);
            state.observe(streams, memory);
            return streams;
        }

        void close() {
            memory.close();
            log.close();
            admin.close(Duration.ofSeconds(5));
            try {
                registry.close();
            } catch (IOException e) {
                TopologyService.log.atWarn().setCause(e).log("registry client did not close");
            }
        }
    }
}
