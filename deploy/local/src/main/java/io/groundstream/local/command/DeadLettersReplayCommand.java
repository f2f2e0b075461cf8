package io.groundstream.local.command;

import io.groundstream.local.terminal.Out;
import io.groundstream.operations.letters.CurrentLetters;
import io.groundstream.operations.letters.ReplayLimits;
import io.groundstream.operations.letters.Replayed;
import io.groundstream.operations.letters.Replayed.Result;
import io.groundstream.operations.letters.Replayer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Events of dead letters to the images topic again. */
@Command(
        name = "replay",
        description =
                "Publish the events of dead letters again, the oldest first. A run that was broken"
                        + " off goes on with the same --until.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream dead-letters replay --code fetch --since 7d --dry-run",
            "  groundstream dead-letters replay --max-replays 5 scenes/1.png scenes/2.png"
        })
final class DeadLettersReplayCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "IMAGE_ID", description = "these images only")
    private List<String> imageIds = new ArrayList<>();

    @Mixin private ClusterOptions cluster;
    @Mixin private LetterOptions letters;

    @Option(
            names = "--max-replays",
            defaultValue = "3",
            description = "leave an event alone that was replayed so often (${DEFAULT-VALUE})")
    private int maxReplays;

    @Option(
            names = "--max",
            defaultValue = "9223372036854775807",
            description = "end after so many events")
    private long max;

    @Option(names = "--dry-run", description = "say what would be published, and publish nothing")
    private boolean dryRun;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    private boolean gone;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var limits = new ReplayLimits(maxReplays, max, dryRun);
        var filter = letters.filter(imageIds, Instant.now());
        var where = cluster.cluster();
        try (var registry = where.registry();
                var replayer = new Replayer(where, limits)) {
            replayer.replay(CurrentLetters.read(where, registry, filter), this::tell);
        }
        return gone ? 1 : 0;
    }

    private void tell(Replayed replayed) {
        gone |= replayed.result() == Result.GONE;
        var imageId = replayed.letter().getImageId();
        Out.line(json ? replayed.json() : imageId + "  " + replayed.result().words());
    }
}
