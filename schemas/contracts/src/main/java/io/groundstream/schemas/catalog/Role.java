package io.groundstream.schemas.catalog;

import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who works with a cluster, and what each must be allowed there; docs/security.md says the same.
 */
public enum Role {
    PREPARE {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs()
                    .topics(all(topics), CREATE, DESCRIBE, ALTER_CONFIGS)
                    .groups(List.of(topics.runnerGroup()), ALTER_CONFIGS)
                    .found();
        }
    },
    TOPOLOGY {
        @Override
        public List<Permission> needs(Topics topics) {
            var own = topics.topologyId() + "-";
            return new Needs()
                    .topics(
                            List.of(
                                    topics.images(),
                                    topics.claims(),
                                    topics.answers(),
                                    topics.moderationOverrides()),
                            READ,
                            WRITE)
                    .topics(List.of(topics.inferenceResults(), topics.moderationPolicies()), READ)
                    .topics(requests(topics), WRITE)
                    .topics(outcomes(topics), WRITE)
                    .named(ResourceType.TOPIC, own, CREATE, READ, WRITE)
                    .groups(List.of(topics.topologyId()), READ)
                    .named(ResourceType.TRANSACTIONAL_ID, own, WRITE)
                    .found();
        }
    },
    RUNNER {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs()
                    .topics(requests(topics), READ)
                    .topics(List.of(topics.inferenceResults()), WRITE)
                    .groups(List.of(topics.runnerGroup()), READ, DESCRIBE_CONFIGS)
                    .found();
        }
    },
    CONSOLE {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs()
                    .topics(outcomes(topics), READ, DESCRIBE_CONFIGS)
                    .topics(List.of(topics.images(), topics.moderationPolicies()), READ)
                    .topics(requests(topics), DESCRIBE)
                    .topics(
                            List.of(
                                    topics.claims(),
                                    topics.answers(),
                                    topics.inferenceResults(),
                                    topics.moderationOverrides()),
                            DESCRIBE)
                    .groups(List.of(topics.topologyId(), topics.runnerGroup()), DESCRIBE)
                    .topics(byPeople(topics), WRITE)
                    .found();
        }
    },
    LAG_EXPORTER {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs()
                    .topics(
                            List.of(
                                    topics.images(),
                                    topics.claims(),
                                    topics.answers(),
                                    topics.inferenceResults(),
                                    topics.moderationOverrides()),
                            DESCRIBE)
                    .topics(requests(topics), DESCRIBE)
                    .groups(List.of(topics.topologyId(), topics.runnerGroup()), DESCRIBE)
                    .found();
        }
    },
    PUBLISHER {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs().topics(List.of(topics.images()), WRITE).found();
        }
    },
    OPERATOR {
        @Override
        public List<Permission> needs(Topics topics) {
            return new Needs()
                    .topics(all(topics), READ, DESCRIBE_CONFIGS)
                    .topics(byPeople(topics), WRITE)
                    .groups(List.of(topics.runnerGroup()), DESCRIBE, DESCRIBE_CONFIGS)
                    .groups(List.of(topics.topologyId()), DESCRIBE)
                    .found();
        }
    };

    /** One operation on one resource, or on all whose names begin with the pattern's. */
    public record Permission(ResourcePattern resource, AclOperation operation) {
        /** For people, such as {@code Write on topic}. */
        String kind() {
            var type = resource.resourceType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return capital(operation.name()) + " on " + type;
        }

        String name() {
            return resource.name() + (resource.patternType() == PatternType.PREFIXED ? "*" : "");
        }

        /** As {@code kafka-acls.sh --operation} takes it. */
        private static String capital(String operation) {
            var word = new StringBuilder();
            for (var part : operation.split("_", -1)) {
                word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
            }
            return word.toString();
        }
    }

    public abstract List<Permission> needs(Topics topics);

    /** As the docs and the command line call it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> all(Topics topics) {
        return TopicSpec.all(topics).stream().map(TopicSpec::name).toList();
    }

    private static List<String> requests(Topics topics) {
        return List.of(
                topics.inferenceRequests(Lane.INTERACTIVE), topics.inferenceRequests(Lane.BULK));
    }

    /** What comes of images. */
    private static List<String> outcomes(Topics topics) {
        return List.of(
                topics.annotations(),
                topics.searchDocuments(),
                topics.moderationDecisions(),
                topics.deadLetters());
    }

    /** What people write. */
    private static List<String> byPeople(Topics topics) {
        return List.of(topics.images(), topics.moderationPolicies(), topics.moderationOverrides());
    }

    private static final class Needs {
        private final List<Permission> found = new ArrayList<>();

        Needs topics(List<String> names, AclOperation... operations) {
            names.forEach(name -> add(ResourceType.TOPIC, name, PatternType.LITERAL, operations));
            return this;
        }

        Needs groups(List<String> names, AclOperation... operations) {
            names.forEach(name -> add(ResourceType.GROUP, name, PatternType.LITERAL, operations));
            return this;
        }

        Needs named(ResourceType type, String prefix, AclOperation... operations) {
            add(type, prefix, PatternType.PREFIXED, operations);
            return this;
        }

        List<Permission> found() {
            return List.copyOf(found);
        }

        private void add(
                ResourceType type, String name, PatternType pattern, AclOperation... operations) {
            for (var operation : operations) {
                found.add(new Permission(new ResourcePattern(type, name, pattern), operation));
            }
        }
    }
}
