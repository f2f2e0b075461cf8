package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.TopicSpec;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Callable;

/** The admin step for a cluster of the user's own. */
@Command(
        name = "prepare",
        description = "Create what is missing in a cluster: topics, share group settings, schemas.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream prepare --partitions 6 --replication 1",
            "  groundstream prepare --config cluster.properties --partitions 12"
        })
public final class PrepareCommand implements Callable<Integer> {
    @Mixin private ClusterOptions cluster;

    @Option(
            names = "--partitions",
            defaultValue = "6",
            description = "of each topic (default: ${DEFAULT-VALUE})")
    private int partitions;

    @Option(
            names = "--replication",
            defaultValue = "3",
            description = "of each topic (default: ${DEFAULT-VALUE})")
    private short replication;

    @Option(
            names = "--delivery-limit",
            defaultValue = "10",
            description =
                    "deliveries of a request before it is EXHAUSTED (default: ${DEFAULT-VALUE})")
    private int deliveryLimit;

    @Option(
            names = "--lock-seconds",
            defaultValue = "30",
            description = "how long a runner may hold a request (default: ${DEFAULT-VALUE})")
    private int lockSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings =
                new CatalogSettings(
                        partitions, replication, deliveryLimit, Duration.ofSeconds(lockSeconds));
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            Catalog.prepare(new HashMap<>(where.kafka()), registry, where.topics(), settings);
        }
        Out.line(
                TopicSpec.all(where.topics()).size()
                        + " topics and their schemas are there, at "
                        + where.bootstrapServers());
        return 0;
    }
}
