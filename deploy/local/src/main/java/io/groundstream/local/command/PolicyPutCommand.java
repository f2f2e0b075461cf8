package io.groundstream.local.command;

import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** A file to the topic, where it comes into force. */
@Command(
        name = "put",
        description = "Put a policy in force; all images are decided again.",
        mixinStandardHelpOptions = true)
final class PolicyPutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML, as docs/moderation.md has it")
    private Path file;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--revision", description = "a new number (default: one above the highest)")
    private @Nullable Integer revision;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // the file's faults first, the cluster's after
        PolicyYaml.read(file, 1);
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new PolicyTopic(where, registry);
            var entries = topic.read();
            var policy =
                    stamped(
                            PolicyYaml.read(
                                    file,
                                    revision == null
                                            ? PolicyTopic.nextRevision(entries)
                                            : unused(revision, entries)));
            topic.put(policy);
            System.out.println(summary(policy, entries));
        }
        return 0;
    }

    /** With the moment, and the user's name where the file has none. */
    static ModerationPolicy stamped(ModerationPolicy policy) {
        var actor = policy.getActor();
        return ModerationPolicy.newBuilder(policy)
                .setActor(actor.isEmpty() ? System.getProperty("user.name", "") : actor)
                .setCreatedAt(Instant.now())
                .build();
    }

    static String summary(ModerationPolicy policy, List<PolicyTopic.Entry> before) {
        int highest = PolicyTopic.inForce(before).map(PolicyTopic.Entry::revision).orElse(0);
        int terms = policy.getRules().stream().mapToInt(rule -> rule.getTerms().size()).sum();
        return "revision %d with %d rules and %d terms %s"
                .formatted(
                        policy.getRevision(),
                        policy.getRules().size(),
                        terms,
                        policy.getRevision() > highest
                                ? "is in force"
                                : "is kept; revision " + highest + " stays in force");
    }

    /** Decisions name the revision that they rest on, so that it must not change its meaning. */
    private static int unused(int revision, List<PolicyTopic.Entry> entries) {
        if (entries.stream().anyMatch(entry -> entry.revision() == revision)) {
            throw new ConfigException(
                    "--revision " + revision + " is there already, see policy show");
        }
        return revision;
    }
}
