package io.groundstream.local.command;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.HashMap;

/** Where the cluster is: options first, then the environment, then the file, then loopback. */
final class ClusterOptions {
    private static final String LOCAL_BROKER = "127.0.0.1:9092";
    private static final String LOCAL_REGISTRY = "http://127.0.0.1:8081/apis/ccompat/v7";

    @Option(
            names = "--bootstrap-servers",
            description = "Kafka brokers (default: " + LOCAL_BROKER + ")")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            description = "schema registry, Confluent's API (default: " + LOCAL_REGISTRY + ")")
    private @Nullable String registry;

    @Option(
            names = "--config",
            description =
                    "properties file: kafka.* for the clients, registry.url, registry.*,"
                            + " topics.prefix")
    private @Nullable Path config;

    Cluster cluster() {
        var settings = settings();
        var cluster = cluster(settings);
        // a service's own file may be given too
        settings.checkWhatWasRead();
        return cluster;
    }

    /** The file, and over it the environment. */
    Settings settings() {
        return Settings.load(config, System.getenv());
    }

    /** For a caller who reads more of the settings and checks them then. */
    Cluster cluster(Settings settings) {
        var kafka = new HashMap<>(settings.under("kafka."));
        kafka.putIfAbsent("bootstrap.servers", LOCAL_BROKER);
        if (bootstrapServers != null) {
            kafka.put("bootstrap.servers", bootstrapServers);
        }
        var url = settings.text("registry.url", LOCAL_REGISTRY);
        return new Cluster(
                kafka,
                registry == null ? url : registry,
                settings.under("registry."),
                Topics.from(settings));
    }

    /** True if the cluster is the one that {@code up} runs where nothing else is said. */
    static boolean isOfUp(Cluster cluster) {
        return cluster.bootstrapServers().equals(LOCAL_BROKER);
    }
}
