package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.moderation.Judgement;
import io.groundstream.operations.moderation.OverrideTopic;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;

/** A person's verdict about an image as it now is. */
@Command(
        name = "override",
        description = "Decide an image yourself: it holds for the content that it now has.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream override scenes/1.png --verdict allow --reason \"a toy\"",
            "  groundstream override scenes/1.png --withdraw"
        })
public final class OverrideCommand implements Callable<Integer> {
    @Parameters(paramLabel = "IMAGE_ID", description = "the image")
    private String imageId;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--verdict", description = "${COMPLETION-CANDIDATES}")
    private @Nullable Verdict verdict;

    @Option(names = "--reason", defaultValue = "", description = "why, for people")
    private String reason;

    @Option(names = "--actor", description = "who decides (default: the user's name)")
    private @Nullable String actor;

    @Option(names = "--withdraw", description = "leave the image to the machine again")
    private boolean withdraw;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (withdraw == (verdict != null)) {
            throw new ConfigException("give --verdict or --withdraw");
        }
        var who = actor == null ? System.getProperty("user.name", "") : actor;
        var judgement = verdict == null ? null : new Judgement(verdict, reason, who);
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new OverrideTopic(where, registry);
            if (judgement == null) {
                topic.withdraw(imageId);
                Out.line(imageId + "  withdrawn");
            } else {
                decide(topic, judgement);
            }
        }
        return 0;
    }

    private void decide(OverrideTopic topic, Judgement judgement) throws InterruptedException {
        var seen =
                topic.decision(imageId)
                        .orElseThrow(
                                () -> new IllegalStateException("no decision about " + imageId));
        topic.put(judgement.about(seen, Instant.now()));
        Out.line(imageId + "  " + seen.getVerdict() + " → " + judgement.verdict());
    }
}
