package io.groundstream.schemas.catalog;

import io.groundstream.schemas.catalog.Role.Permission;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeShareGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Asks a cluster what it allows this user, without doing any of it. What the cluster cannot say is
 * taken for allowed: of a topic that is not there, and of what only a try could tell.
 */
public final class Permissions {
    private static final String TRIED = "permission";
    // whoever may do one of these may describe
    private static final Set<AclOperation> DESCRIBING =
            EnumSet.of(AclOperation.DESCRIBE, AclOperation.READ, AclOperation.WRITE);

    private final Admin admin;
    private final Topics topics;

    private Permissions(Admin admin, Topics topics) {
        this.admin = admin;
        this.topics = topics;
    }

    /**
     * What the role needs and this user may not.
     *
     * @throws ExecutionException if the cluster cannot be asked, or does not know this user
     */
    public static List<Permission> missing(Admin admin, Role role, Topics topics)
            throws ExecutionException, InterruptedException {
        return new Permissions(admin, topics).missing(role.needs(topics));
    }

    /**
     * Returns if this user may do all that the role needs.
     *
     * @throws ConfigException that names what is missing
     * @throws ExecutionException if the cluster cannot be asked, or does not know this user
     */
    public static void require(Admin admin, Role role, Topics topics, Refusals refusals)
            throws ExecutionException, InterruptedException {
        var missing = missing(admin, role, topics);
        if (!missing.isEmpty()) {
            throw new ConfigException(refusals.forbidden(words(missing)).words());
        }
    }

    /** For people: what is to be done with the same is said together. */
    public static String words(List<Permission> permissions) {
        var together = new LinkedHashMap<String, List<String>>();
        for (var one : permissions) {
            var _ = together.computeIfAbsent(one.kind(), _ -> new ArrayList<>()).add(one.name());
        }
        return together.entrySet().stream()
                .map(of -> of.getKey() + " " + String.join(", ", of.getValue()))
                .collect(Collectors.joining("; "));
    }

    private List<Permission> missing(List<Permission> needs)
            throws ExecutionException, InterruptedException {
        var missing = new ArrayList<Permission>();
        missing.addAll(missingTopics(of(ResourceType.TOPIC, PatternType.LITERAL, needs)));
        for (var need : of(ResourceType.TOPIC, PatternType.PREFIXED, needs)) {
            if (need.operation() == AclOperation.CREATE && !mayCreate(need.resource().name())) {
                missing.add(need);
            }
        }
        for (var need : of(ResourceType.GROUP, PatternType.LITERAL, needs)) {
            var allowed = ofGroup(need.resource().name());
            if (allowed != null && !allowed.contains(need.operation())) {
                missing.add(need);
            }
        }
        for (var need : of(ResourceType.TRANSACTIONAL_ID, PatternType.PREFIXED, needs)) {
            var id = need.resource().name() + TRIED;
            if (isRefused(admin.describeTransactions(List.of(id)).description(id))) {
                missing.add(need);
            }
        }
        return missing;
    }

    private List<Permission> missingTopics(List<Permission> needs)
            throws ExecutionException, InterruptedException {
        var names = needs.stream().map(need -> need.resource().name()).distinct().toList();
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        var described = admin.describeTopics(names, options).topicNameValues();
        var missing = new ArrayList<Permission>();
        for (var need : needs) {
            var topic = described.get(need.resource().name());
            if (topic == null) {
                continue;
            }
            if (isRefused(topic)) {
                missing.add(need);
            } else if (!topic.isCompletedExceptionally()) {
                var allowed = topic.get().authorizedOperations();
                if (isKnown(allowed) && !allowed.contains(need.operation())) {
                    missing.add(need);
                }
            }
        }
        return missing;
    }

    private boolean mayCreate(String prefix) throws ExecutionException, InterruptedException {
        var topic = new NewTopic(prefix + TRIED, 1, (short) 1);
        var options = new CreateTopicsOptions().validateOnly(true);
        return !isRefused(admin.createTopics(List.of(topic), options).all());
    }

    /** Null if that cannot be known. */
    private @Nullable Set<AclOperation> ofGroup(String group)
            throws ExecutionException, InterruptedException {
        var described = group.equals(topics.runnerGroup()) ? shareGroup(group) : readers(group);
        if (isRefused(described)) {
            return EnumSet.complementOf(EnumSet.copyOf(DESCRIBING));
        }
        return described.isCompletedExceptionally() || !isKnown(described.get())
                ? null
                : described.get();
    }

    private KafkaFuture<Set<AclOperation>> shareGroup(String group) {
        var options = new DescribeShareGroupsOptions().includeAuthorizedOperations(true);
        var found = admin.describeShareGroups(List.of(group), options).describedGroups();
        return Objects.requireNonNull(found.get(group)).thenApply(g -> g.authorizedOperations());
    }

    private KafkaFuture<Set<AclOperation>> readers(String group) {
        var options = new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true);
        var found = admin.describeConsumerGroups(List.of(group), options).describedGroups();
        return Objects.requireNonNull(found.get(group)).thenApply(g -> g.authorizedOperations());
    }

    private static boolean isKnown(@Nullable Set<AclOperation> allowed) {
        return allowed != null && !allowed.isEmpty();
    }

    /**
     * True if that was not allowed; the answer has come then, be it another fault or not.
     *
     * @throws ExecutionException if there is no answer that says anything of it
     */
    private static boolean isRefused(KafkaFuture<?> answer)
            throws ExecutionException, InterruptedException {
        try {
            var _ = answer.get();
            return false;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case AuthorizationException _ -> true;
                case UnknownTopicOrPartitionException _ -> false;
                case AuthenticationException _, RetriableException _ -> throw e;
                case null, default -> false;
            };
        }
    }

    private static List<Permission> of(
            ResourceType type, PatternType pattern, List<Permission> needs) {
        return needs.stream()
                .filter(need -> need.resource().resourceType() == type)
                .filter(need -> need.resource().patternType() == pattern)
                .toList();
    }
}
