package io.groundstream.local;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One real broker and one real registry for all tests that need no services. Each test has topics
 * of its own, under a prefix.
 */
final class Backing implements AutoCloseable {
    private final RealBroker broker = RealBroker.start(Map.of());
    private final RealRegistry registry = RealRegistry.start();

    /** Hands the one that runs to constructors and tests; it ends with the last of them. */
    static final class Lent implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Backing.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(Backing.class, _ -> new Backing(), Backing.class);
        }
    }

    Cluster cluster(String prefix) {
        return new Cluster(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                registry.url(),
                Map.of(),
                new Topics(prefix));
    }

    /** With all that belongs to the prefix. */
    Cluster prepared(String prefix) throws IOException, InterruptedException {
        var cluster = cluster(prefix);
        try (var client = cluster.registry()) {
            Catalog.prepare(
                    new HashMap<>(cluster.kafka()),
                    client,
                    cluster.topics(),
                    CatalogSettings.SINGLE_BROKER);
        }
        return cluster;
    }

    /** A file for {@code --config}, with more lines if there are any. */
    static String config(Path folder, Cluster cluster, String... more) throws IOException {
        var lines = new ArrayList<String>();
        cluster.kafka().forEach((key, value) -> lines.add("kafka." + key + "=" + value));
        lines.add("registry.url=" + cluster.registryUrl());
        lines.add("topics.prefix=" + cluster.topics().prefix());
        lines.addAll(List.of(more));
        return Files.write(Files.createTempFile(folder, "cluster", ".properties"), lines)
                .toString();
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
