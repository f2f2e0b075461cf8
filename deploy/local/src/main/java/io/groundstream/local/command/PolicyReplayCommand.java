package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.operations.moderation.Replay;
import io.groundstream.operations.moderation.Replay.Difference;
import io.groundstream.operations.moderation.Replay.Example;
import io.groundstream.operations.moderation.Replay.Transition;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.json.PlainJson;
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
        mixinStandardHelpOptions = true)
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
        PolicyYaml.read(file, 1);
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new PolicyTopic(where, registry);
            var entries = topic.read();
            var policy =
                    PolicyPutCommand.stamped(
                            PolicyYaml.read(file, PolicyTopic.nextRevision(entries)));
            var difference = new Replay(where, registry).under(Policy.of(policy, ""));
            if (!dryRun) {
                topic.put(policy);
            }
            if (json) {
                System.out.println(object(policy.getRevision(), difference));
            } else {
                print(difference);
                System.out.println(
                        dryRun
                                ? "dry run: nothing is changed"
                                : PolicyPutCommand.summary(policy, entries));
            }
        }
        return 0;
    }

    private static void print(Difference difference) {
        System.out.printf(
                Locale.ROOT,
                "%d annotated, %d change; %d decided by people; %d unprocessed%n",
                difference.images(),
                difference.changed(),
                difference.overridden(),
                difference.unprocessed());
        for (var transition : difference.transitions()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-6s → %-6s %8d%n",
                    transition.from(),
                    transition.to(),
                    transition.images());
            transition.examples().forEach(example -> System.out.println("      " + line(example)));
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
        node.put("images", difference.images()).put("changed", difference.changed());
        node.put("overridden", difference.overridden());
        node.put("unprocessed", difference.unprocessed());
        var transitions = node.putArray("transitions");
        for (Transition transition : difference.transitions()) {
            var one = transitions.addObject();
            one.put("from", transition.from()).put("to", transition.to());
            one.put("images", transition.images());
            var examples = one.putArray("examples");
            for (var example : transition.examples()) {
                var shown = examples.addObject().put("imageId", example.imageId());
                shown.set("findings", PlainJson.of(example.findings()));
            }
        }
        return node;
    }
}
