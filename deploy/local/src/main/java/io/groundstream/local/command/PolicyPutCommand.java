package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.moderation.Candidate;
import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.schemas.avro.ModerationPolicy;

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
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream policy put deploy/moderation-policy.yaml"})
final class PolicyPutCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "YAML, as docs/moderation.md has it")
    private Path file;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--revision", description = "a new number (default: one above the highest)")
    private @Nullable Integer revision;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // the file's faults first, the cluster's after
        var policy = PolicyYaml.read(file);
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new PolicyTopic(where, registry);
            var candidate = candidate(policy, topic.read(), revision);
            topic.put(candidate.policy());
            Out.line(candidate.summary());
        }
        return 0;
    }

    /** Put by the user, where the file does not say by whom. */
    static Candidate candidate(
            ModerationPolicy policy, List<PolicyTopic.Entry> before, @Nullable Integer revision) {
        var user = System.getProperty("user.name", "");
        return Candidate.of(policy, before, revision, user, Instant.now());
    }
}
