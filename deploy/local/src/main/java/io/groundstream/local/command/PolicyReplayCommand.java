package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.operations.moderation.Replay;
import io.groundstream.operations.moderation.Replay.Difference;
import io.groundstream.operations.moderation.Replay.Example;
import io.groundstream.operations.moderation.ReplayJson;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.topology.moderate.Policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** What another policy would change, and then that policy. */
@Command(
        name = "replay",
        description = "Show what another policy would change, and put it in force.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream policy replay --policy policy.yaml --dry-run",
            "  groundstream policy replay --policy policy.yaml"
        })
final class PolicyReplayCommand implements Callable<Integer> {
    @Option(names = "--policy", required = true, paramLabel = "FILE", description = "YAML")
    private Path file;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--dry-run", description = "show the difference and change nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "one object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        // the file's faults first, the cluster's after
        var read = PolicyYaml.read(file);
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new PolicyTopic(where, registry);
            var candidate = PolicyPutCommand.candidate(read, topic.read(), null);
            var policy = candidate.policy();
            var difference = new Replay(where, registry).under(Policy.of(policy, ""));
            if (!dryRun) {
                topic.put(policy);
            }
            if (json) {
                Out.line(object(policy.getRevision(), difference));
            } else {
                print(difference);
                Out.line(dryRun ? "dry run: nothing is changed" : candidate.summary());
            }
        }
        return 0;
    }

    private static void print(Difference difference) {
        Out.line(
                String.format(
                        Locale.ROOT,
                        "%d annotated, %d change; %d decided by people; %d unprocessed",
                        difference.images(),
                        difference.changed(),
                        difference.overridden(),
                        difference.unprocessed()));
        for (var transition : difference.transitions()) {
            Out.line(
                    String.format(
                            Locale.ROOT,
                            "  %-6s → %-6s %8d",
                            transition.from(),
                            transition.to(),
                            transition.images()));
            transition.examples().forEach(example -> Out.line("      " + line(example)));
        }
    }

    private static String line(Example example) {
        return example.imageId()
                + example.findings().stream()
                        .map(PolicyReplayCommand::line)
                        .collect(Collectors.joining("; ", "  ", ""));
    }

    private static String line(Finding finding) {
        var boxes =
                finding.getBoxes().stream()
                        .map(scored -> scored.getBox())
                        .map(
                                box ->
                                        String.format(
                                                Locale.ROOT,
                                                " [%.2f %.2f %.2f %.2f]",
                                                box.getX0(),
                                                box.getY0(),
                                                box.getX1(),
                                                box.getY1()))
                        .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%s: \"%s\" %.2f%s",
                finding.getRuleId(),
                finding.getText(),
                finding.getConfidence(),
                boxes);
    }

    private ObjectNode object(int revision, Difference difference) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("policyRevision", revision).put("dryRun", dryRun);
        return node.setAll(ReplayJson.of(difference));
    }
}
