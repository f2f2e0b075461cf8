package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.moderation.PolicyTopic;
import io.groundstream.operations.moderation.PolicyTopic.Entry;
import io.groundstream.operations.moderation.PolicyYaml;
import io.groundstream.schemas.json.PlainJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The policy in force as YAML that can be put again, and what is wrong with others. */
@Command(
        name = "show",
        description = "Show the policy in force, and policies that are not valid.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream policy show > policy.yaml",
            "  groundstream policy show --revision 3 --json"
        })
final class PolicyShowCommand implements Callable<Integer> {
    @Mixin private ClusterOptions cluster;

    @Option(names = "--revision", description = "another one than that in force")
    private @Nullable Integer revision;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var entries = new PolicyTopic(where, registry).read();
            var inForce = PolicyTopic.inForce(entries);
            var wanted = revision == null ? inForce : find(entries, revision);
            if (revision != null && wanted.isEmpty()) {
                throw new IllegalStateException("there is no revision " + revision);
            }
            if (json) {
                entries.stream()
                        .filter(entry -> wanted.filter(entry::equals).isPresent() || isShown(entry))
                        .forEach(entry -> Out.line(object(entry, inForce)));
            } else {
                print(wanted, inForce, entries);
            }
        }
        return 0;
    }

    /** What is not valid is shown with whatever is asked for. */
    private boolean isShown(Entry entry) {
        return revision == null && !entry.isValid();
    }

    private void print(Optional<Entry> wanted, Optional<Entry> inForce, List<Entry> entries) {
        if (wanted.isEmpty()) {
            Out.line("# no policy is in force: every image is allowed");
        }
        entries.stream()
                .filter(this::isShown)
                .forEach(entry -> Out.line("# NOT VALID: " + entry.key() + ": " + entry.told()));
        wanted.ifPresent(
                entry -> {
                    var state = inForce.equals(wanted) ? "in force" : "not in force";
                    Out.line("# " + entry.key() + ", " + state);
                    if (!entry.isValid()) {
                        Out.line("# NOT VALID: " + entry.told());
                    }
                    var policy = entry.policy();
                    if (policy != null) {
                        Out.line("# put at " + policy.getCreatedAt());
                        Out.document(PolicyYaml.write(policy));
                    }
                });
    }

    private static ObjectNode object(Entry entry, Optional<Entry> inForce) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("key", entry.key()).put("revision", entry.revision());
        node.put("inForce", inForce.filter(entry::equals).isPresent());
        var faults = node.putArray("faults");
        entry.faults().forEach(fault -> faults.add(fault.toString()));
        node.set("policy", PlainJson.of(entry.policy()));
        return node;
    }

    private static Optional<Entry> find(List<Entry> entries, int revision) {
        return entries.stream().filter(entry -> entry.revision() == revision).findFirst();
    }
}
