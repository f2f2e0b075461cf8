package io.groundstream.local.command;

import io.groundstream.operations.moderation.OverrideTopic;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.topology.moderate.Overrides;

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
        mixinStandardHelpOptions = true)
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
        if (reason.length() > Overrides.MOST_CHARS) {
            throw new ConfigException("--reason: at most " + Overrides.MOST_CHARS + " characters");
        }
        var where = cluster.cluster();
        try (var registry = where.registry()) {
            var topic = new OverrideTopic(where, registry);
            if (verdict == null) {
                topic.withdraw(imageId);
                System.out.println(imageId + "  withdrawn");
            } else {
                decide(topic, verdict);
            }
        }
        return 0;
    }

    private void decide(OverrideTopic topic, Verdict wanted) throws InterruptedException {
        var seen =
                topic.decision(imageId)
                        .orElseThrow(
                                () -> new IllegalStateException("no decision about " + imageId));
        if (seen.getContentSha256().isEmpty()) {
            throw new IllegalStateException(
                    imageId + " could not be read, so that there is no content to decide about");
        }
        topic.put(
                ModerationOverride.newBuilder()
                        .setImageId(imageId)
                        .setContentSha256(seen.getContentSha256())
                        .setVerdict(wanted)
                        .setReason(reason)
                        .setActor(actor == null ? System.getProperty("user.name", "") : actor)
                        .setAt(Instant.now())
                        .build());
        System.out.println(imageId + "  " + seen.getVerdict() + " → " + wanted);
    }
}
