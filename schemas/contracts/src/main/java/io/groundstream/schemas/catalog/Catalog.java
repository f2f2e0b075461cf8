package io.groundstream.schemas.catalog;

import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Refusals;

import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The admin step: creates what is missing in a cluster and a registry, and may be repeated at will.
 * Nothing is ever deleted. Of topics that exist only the limits that all services rely on are set;
 * retention stays as the operator chose it.
 */
public final class Catalog {
    private static final Logger log = LoggerFactory.getLogger(Catalog.class);
    private static final List<String> RELIED_ON = List.of("cleanup.policy", "max.message.bytes");

    private final Admin admin;
    private final Registry registry;
    private final Topics topics;
    private final CatalogSettings settings;

    private Catalog(Admin admin, Registry registry, Topics topics, CatalogSettings settings) {
        this.admin = admin;
        this.registry = registry;
        this.topics = topics;
        this.settings = settings;
    }

    /** Creates topics, the share group's configuration and the schemas. */
    public static void prepare(
            Map<String, Object> adminConfig,
            Registry registry,
            Topics topics,
            CatalogSettings settings)
            throws InterruptedException {
        try (var admin = Admin.create(adminConfig)) {
            var catalog = new Catalog(admin, registry, topics, settings);
            catalog.createTopics();
            catalog.configureRunnerGroup();
            catalog.registerSchemas();
        } catch (ExecutionException e) {
            var refusals = Refusals.ofCluster(String.valueOf(adminConfig.get("bootstrap.servers")));
            throw new ConfigException(
                    refusals.words(e)
                            .orElse("the cluster refused the admin step: " + e.getCause()));
        }
    }

    private void createTopics() throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var missing = new ArrayList<NewTopic>();
        for (var spec : TopicSpec.all(topics)) {
            if (existing.contains(spec.name())) {
                var relied = new HashMap<>(spec.configs());
                relied.keySet().retainAll(RELIED_ON);
                alter(ConfigResource.Type.TOPIC, spec.name(), relied);
            } else {
                missing.add(
                        new NewTopic(spec.name(), settings.partitions(), settings.replication())
                                .configs(spec.configs()));
            }
        }
        new NewTopics(admin).create(missing);
        log.atInfo()
                .addKeyValue("created", missing.size())
                .addKeyValue("existed", TopicSpec.all(topics).size() - missing.size())
                .log("topics ready");
    }

    private void configureRunnerGroup() throws ExecutionException, InterruptedException {
        // latest, the broker's default, would skip what was requested before the first runner came
        alter(
                ConfigResource.Type.GROUP,
                topics.runnerGroup(),
                Map.of(
                        "share.auto.offset.reset",
                        "earliest",
                        "share.isolation.level",
                        "read_committed",
                        "share.delivery.count.limit",
                        Integer.toString(settings.deliveryLimit()),
                        "share.record.lock.duration.ms",
                        Long.toString(settings.lock().toMillis())));
    }

    private void registerSchemas() {
        for (var spec : TopicSpec.all(topics)) {
            register(Topics.subject(spec.name()), spec.schema());
        }
        for (var store : StoreSpec.all(topics)) {
            register(store.subject(), store.schema());
        }
    }

    private void register(String subject, Schema schema) {
        registry.register(subject, schema);
        registry.requireCompatibility(subject, "FULL_TRANSITIVE");
    }

    private void alter(ConfigResource.Type type, String name, Map<String, String> configs)
            throws ExecutionException, InterruptedException {
        var ops =
                configs.entrySet().stream()
                        .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
                        .map(entry -> new AlterConfigOp(entry, OpType.SET))
                        .toList();
        admin.incrementalAlterConfigs(Map.of(new ConfigResource(type, name), ops)).all().get();
    }
}
