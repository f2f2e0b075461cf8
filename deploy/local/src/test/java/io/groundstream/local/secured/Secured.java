package io.groundstream.local.secured;

import io.groundstream.backing.Acls;
import io.groundstream.backing.SecuredBroker;
import io.groundstream.backing.SecuredRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One secured broker and one secured registry for all tests here, with a user for each service that
 * the docs name. Each test has topics of its own, under a prefix.
 */
final class Secured implements AutoCloseable {
    static final String REGISTRY_PASSWORD = "registry-Pa55word-9d1c";

    private static final List<String> USERS =
            List.of(
                    "prepare",
                    "topology",
                    "runner",
                    "console",
                    "lag-exporter",
                    "publisher",
                    "search-sink",
                    "operator");

    final Path folder;
    final SecuredBroker broker;
    final SecuredRegistry registry;

    private Secured() {
        try {
            folder = Files.createTempDirectory("groundstream-secured");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = SecuredBroker.start(folder);
        registry = SecuredRegistry.start(folder, "services", REGISTRY_PASSWORD);
        USERS.forEach(user -> broker.addUser(user, password(user)));
    }

    /** Hands the one that runs to constructors; it ends with the last of them. */
    static final class Lent implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(Secured.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(Secured.class, _ -> new Secured(), Secured.class);
        }
    }

    /** Distinctive, so that it can be looked for wherever it must not be. */
    static String password(String user) {
        return "Pa55word-of-" + user + "-7f3a";
    }

    /** As one of the users sees it. */
    Cluster cluster(String user, String prefix) {
        return new Cluster(
                broker.client(user), registry.url(), registry.client(), new Topics(prefix));
    }

    /** Gives services what the docs list, no more. */
    void allow(String prefix, String... services) {
        for (var service : services) {
            Acls.apply(broker.admin(), service, prefix);
        }
    }

    /** The admin step, by its own user. */
    void prepare(String prefix) throws IOException, InterruptedException {
        allow(prefix, "prepare");
        var cluster = cluster("prepare", prefix);
        try (var client = cluster.registry()) {
            var settings = new HashMap<String, Object>(cluster.kafka());
            var two = new CatalogSettings(2, (short) 1, 10, CatalogSettings.SINGLE_BROKER.lock());
            Catalog.prepare(settings, client, cluster.topics(), two);
        }
    }

    /** What a service is told about the cluster and the registry. */
    Map<String, String> settings(String user, String prefix) {
        return settings(cluster(user, prefix));
    }

    static Map<String, String> settings(Cluster cluster) {
        var settings = new HashMap<String, String>();
        cluster.kafka().forEach((key, value) -> settings.put("kafka." + key, value));
        cluster.registrySettings().forEach((key, value) -> settings.put("registry." + key, value));
        settings.put("registry.url", cluster.registryUrl());
        settings.put("topics.prefix", cluster.topics().prefix());
        return settings;
    }

    @Override
    public void close() throws IOException {
        registry.close();
        broker.close();
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
