package io.groundstream.distribution.rehearsal;

import io.groundstream.backing.Acls;
import io.groundstream.backing.SecuredBroker;
import io.groundstream.backing.SecuredRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Topics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A secured broker and a secured registry, each service with what the docs allow it. */
final class Secured implements AutoCloseable {
    static final Topics TOPICS = new Topics("rehearsed.");

    private static final List<String> USERS =
            List.of(
                    "prepare",
                    "topology",
                    "runner",
                    "console",
                    "lag-exporter",
                    "publisher",
                    "operator");

    final SecuredBroker broker;
    final SecuredRegistry registry;

    private Secured(SecuredBroker broker, SecuredRegistry registry) {
        this.broker = broker;
        this.registry = registry;
    }

    static Secured start(Path folder) throws IOException {
        Files.createDirectories(folder);
        var broker = SecuredBroker.start(folder);
        var registry = SecuredRegistry.start(folder, "services", "registrys-password");
        for (var user : USERS) {
            broker.addUser(user, "password-of-" + user);
            Acls.apply(broker.admin(), user, TOPICS.prefix());
        }
        return new Secured(broker, registry);
    }

    /** As one of the users sees it; {@code admin} may everything. */
    Cluster cluster(String user) {
        return new Cluster(broker.client(user), registry.url(), registry.client(), TOPICS);
    }

    /** The environment of a service or a command of that user. */
    Map<String, String> environment(String user) {
        return environment(user, registry);
    }

    /** The same with another registry. */
    Map<String, String> environment(String user, SecuredRegistry registry) {
        var settings = new HashMap<String, String>();
        broker.client(user).forEach((key, value) -> put(settings, "kafka." + key, value));
        registry.client().forEach((key, value) -> put(settings, "registry." + key, value));
        put(settings, "registry.url", registry.url());
        put(settings, "topics.prefix", TOPICS.prefix());
        return settings;
    }

    /** A setting, by the name that it has in the environment. */
    static void put(Map<String, String> environment, String key, String value) {
        var name = key.replace("-", "__").replace('.', '_').toUpperCase(Locale.ROOT);
        environment.put("GROUNDSTREAM_" + name, value);
    }

    @Override
    public void close() {
        registry.close();
        broker.close();
    }
}
