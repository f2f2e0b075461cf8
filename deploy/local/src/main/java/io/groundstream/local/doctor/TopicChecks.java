package io.groundstream.local.doctor;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Topics and the runners' group beside what the catalogue wants of them. */
final class TopicChecks {
    private static final String TOPICS = "topics";
    private static final String DELIVERIES = "share.delivery.count.limit";
    // fewer, and runners do not start
    private static final int FEWEST_DELIVERIES = 3;
    private static final String PREPARE =
            "run `groundstream prepare` with the same options: it sets that again";

    private final Findings findings;
    private final Admin admin;
    private final Topics topics;
    private final Needs needs;
    private final boolean shareGroups;

    TopicChecks(Findings findings, Admin admin, Topics topics, Needs needs, boolean shareGroups) {
        this.findings = findings;
        this.admin = admin;
        this.topics = topics;
        this.needs = needs;
        this.shareGroups = shareGroups;
    }

    void look() throws InterruptedException {
        findings.look(TOPICS, "allow this user to describe topics and their configs", this::all);
        if (shareGroups && !looksAtGroup()) {
            findings.skipped("group", "the " + needs.role() + " need not see it");
        } else if (shareGroups) {
            findings.look("group", "allow this user to describe the group's configs", this::group);
        } else {
            findings.skipped("group", "no share groups");
        }
    }

    private boolean looksAtGroup() {
        var role = needs.role();
        return role == null
                || role.needs(topics).stream()
                        .anyMatch(
                                need ->
                                        need.operation() == AclOperation.DESCRIBE_CONFIGS
                                                && need.resource().resourceType()
                                                        == ResourceType.GROUP);
    }

    private String all() throws ExecutionException, FaultException, InterruptedException {
        var partitions = partitions();
        var missing = names().stream().filter(name -> !partitions.containsKey(name)).toList();
        if (missing.size() == names().size()) {
            throw new FaultException(
                    "there is none of ours", "run `groundstream prepare` with the same options");
        }
        if (!missing.isEmpty()) {
            findings.fault(
                    TOPICS,
                    "missing: " + String.join(", ", missing),
                    "run `groundstream prepare` with the same options: it creates them");
        }
        requireEqual(partitions, topics.images(), topics.answers());
        requireEqual(partitions, topics.images(), topics.moderationOverrides());
        requireEqual(partitions, topics.claims(), topics.inferenceResults());
        for (var spec : TopicSpec.all(topics)) {
            // a service need not be allowed to look at settings
            if (partitions.containsKey(spec.name()) && needs.role() == null) {
                require(spec, config(ConfigResource.Type.TOPIC, spec.name()));
            }
        }
        return partitions.size() + " as they must be";
    }

    /** Those that a role has to do with, or all. */
    private List<String> names() {
        var role = needs.role();
        var ofRole =
                role == null
                        ? Set.<String>of()
                        : role.needs(topics).stream()
                                .map(need -> need.resource().name())
                                .collect(Collectors.toSet());
        return TopicSpec.all(topics).stream()
                .map(TopicSpec::name)
                .filter(name -> role == null || ofRole.contains(name))
                .toList();
    }

    private Map<String, Integer> partitions() throws ExecutionException, InterruptedException {
        var partitions = new TreeMap<String, Integer>();
        for (var described : admin.describeTopics(names()).topicNameValues().entrySet()) {
            try {
                partitions.put(described.getKey(), described.getValue().get().partitions().size());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private void requireEqual(Map<String, Integer> partitions, String one, String other) {
        var ofOne = partitions.get(one);
        var ofOther = partitions.get(other);
        if (ofOne != null && ofOther != null && !ofOne.equals(ofOther)) {
            findings.fault(
                    TOPICS,
                    "%s has %d partitions and %s has %d: they must have the same number"
                            .formatted(one, ofOne, other, ofOther),
                    "stop the services, delete "
                            + other
                            + " and run `groundstream prepare --partitions "
                            + ofOne
                            + "`, or add partitions to the one that has fewer while nothing runs");
        }
    }

    private void require(TopicSpec spec, Config config) {
        var wanted = words(spec.configs().get("cleanup.policy"));
        var cleanup = value(config, "cleanup.policy");
        if (!words(cleanup).equals(wanted)) {
            wrong(spec, "cleanup.policy", cleanup, String.join(",", wanted), PREPARE);
        }
        var largest = value(config, "max.message.bytes");
        if (Long.parseLong(largest) < TopicSpec.MAX_RECORD_BYTES) {
            var least = TopicSpec.MAX_RECORD_BYTES + " or more";
            wrong(spec, "max.message.bytes", largest, least, PREPARE);
        }
        long retention = Long.parseLong(value(config, "retention.ms"));
        if (isWork(spec.name()) && retention >= 0 && retention < needs.maxInFlight().toMillis()) {
            wrong(
                    spec,
                    "retention.ms",
                    Long.toString(retention),
                    "%d or more: so long may work wait".formatted(needs.maxInFlight().toMillis()),
                    "set it with kafka-configs.sh, or lower max-in-flight.bulk");
        }
    }

    private boolean isWork(String topic) {
        return List.of(
                        topics.claims(),
                        topics.inferenceRequests(Lane.BULK),
                        topics.inferenceResults())
                .contains(topic);
    }

    private void wrong(TopicSpec spec, String key, String is, String wanted, String remedy) {
        findings.fault(
                TOPICS, "%s: %s is %s, wanted %s".formatted(spec.name(), key, is, wanted), remedy);
    }

    private String group() throws ExecutionException, FaultException, InterruptedException {
        var config = config(ConfigResource.Type.GROUP, topics.runnerGroup());
        var wrong = new ArrayList<String>();
        Map.of("share.auto.offset.reset", "earliest", "share.isolation.level", "read_committed")
                .forEach(
                        (key, wanted) -> {
                            var is = value(config, key);
                            if (!is.equals(wanted)) {
                                wrong.add("%s is %s, wanted %s".formatted(key, is, wanted));
                            }
                        });
        var deliveries = value(config, DELIVERIES);
        if (Integer.parseInt(deliveries) < FEWEST_DELIVERIES) {
            wrong.add(
                    "%s is %s, wanted %d or more"
                            .formatted(DELIVERIES, deliveries, FEWEST_DELIVERIES));
        }
        if (!wrong.isEmpty()) {
            throw new FaultException(
                    topics.runnerGroup() + ": " + String.join("; ", wrong), PREPARE);
        }
        return "%s delivers %s times, each for %s ms"
                .formatted(
                        topics.runnerGroup(),
                        deliveries,
                        value(config, "share.record.lock.duration.ms"));
    }

    private Config config(ConfigResource.Type type, String name)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(type, name);
        var described = admin.describeConfigs(List.of(resource)).values().get(resource);
        return Objects.requireNonNull(described).get();
    }

    private static String value(Config config, String key) {
        var entry = config.get(key);
        return entry == null || entry.value() == null ? "-1" : entry.value();
    }

    private static Set<String> words(@Nullable String list) {
        return list == null
                ? Set.of()
                : List.of(list.split(",")).stream()
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableSet());
    }
}
