package io.groundstream.topology;

import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.schemas.service.Refusals;
import io.groundstream.schemas.service.WorkingFolder;
import io.groundstream.schemas.trace.Tracing;
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
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
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
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

    private final Resources resources;
    private final KafkaStreams streams;
    private final ProbeServer probes;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile String reason = "a stream thread failed, its log says why";

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
        WorkingFolder.require("state.dir", config.stateDir());
        PlainTalk.require(config.kafka());
        var resources = Resources.open(config);
        try {
            int partitions =
                    Partitions.require(resources.admin(), config.topics(), refusals(config));
            resources.patience().ask(() -> requireSchemas(resources.registry(), config.topics()));
            var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            var streams = resources.streams(config, partitions, meters);
            var service = new TopologyService(resources, streams, probes(config, streams, meters));
            service.run(refusals(config));
            log.atInfo()
                    .addKeyValue("application", config.topics().topologyId())
                    .addKeyValue("partitions", partitions)
                    .addKeyValue("state", config.stateDir())
                    .addKeyValue("port", service.port())
                    .log("serving");
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

    private static double ready(KafkaStreams streams) {
        return new StreamsHealth(streams::state).isReady() ? 1 : 0;
    }

    /** The port of /health and /metrics. */
    public int port() {
        return probes.port();
    }

    /** Why it ended by itself, for people. */
    String reason() {
        return reason;
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
        log.info("closed");
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

    private static Refusals refusals(TopologyConfig config) {
        return Refusals.ofCluster(config.kafka().getOrDefault("bootstrap.servers", ""));
    }

    private void run(Refusals refusals) {
        streams.setUncaughtExceptionHandler(failure -> respond(failure, refusals));
        streams.setStateListener(
                (now, before) -> {
                    log.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("state");
                    if (now == State.ERROR) {
                        ended.complete(false);
                    }
                });
        streams.start();
    }

    /**
     * Whoever is refused ends, for its supervisor to start anew: a client that was refused once
     * need not recover, and what was under way is undone with its transaction.
     */
    private StreamThreadExceptionResponse respond(Throwable failure, Refusals refusals) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                log.atWarn().addKeyValue("reason", cause.getMessage()).log("no registry");
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
            if (cause instanceof RetriableException) {
                log.atError().setCause(failure).log("a stream thread failed and is replaced");
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            }
        }
        var refusal = refusals.words(failure);
        if (refusal.isPresent()) {
            log.atError().addKeyValue("reason", refusal.get()).log("refused, the topology ends");
            reason = refusal.get();
            // the threads may wait two minutes for what they cannot send
            ended.complete(false);
        } else {
            log.atError().setCause(failure).log("a stream thread failed, the topology ends");
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
            StateMemory memory,
            Tracing tracing) {
        static Resources open(TopologyConfig config) {
            var streams = new StreamsConfig(config.streams());
            return new Resources(
                    Registry.connect(config.registryUrl(), config.registrySettings()),
                    Admin.create(streams.getAdminConfigs("groundstream-topology")),
                    new KafkaImageLog(
                            streams.getGlobalConsumerConfigs("groundstream-topology-image-log"),
                            config.topics().images()),
                    new Patience(config.registryPatience()),
                    new StateMemory(config.stateMemory()),
                    Tracing.open(config.traces()));
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
                                    new Meters(meters),
                                    tracing.bindTo(meters)));
            var properties = new Properties();
            properties.putAll(config.streams());
            properties.putIfAbsent(
                    StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
            properties.put(BoundedStores.MEMORY, memory);
            var streams = build(topology.build(), properties);
            var state = new StateMeters(meters);
            streams.setGlobalStateRestoreListener(state);
            state.observe(streams, memory, config.stateDir());
            new JvmMemoryMetrics().bindTo(meters);
            new ProcessorMetrics().bindTo(meters);
            FunctionCounter.builder("groundstream.registry.failures", registry, Registry::failures)
                    .description("questions that the schema registry could not be asked")
                    .register(meters);
            Gauge.builder("groundstream.ready", streams, TopologyService::ready)
                    .description("1 while the service does its work")
                    .tag("service", "topology")
                    .register(meters);
            return streams;
        }

        /** Takes the lock of the folder with the stores. */
        private static KafkaStreams build(Topology topology, Properties properties) {
            try {
                return new KafkaStreams(topology, properties);
            } catch (StreamsException e) {
                throw new ConfigException("state.dir: " + e.getMessage());
            }
        }

        void close() {
            tracing.close();
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
