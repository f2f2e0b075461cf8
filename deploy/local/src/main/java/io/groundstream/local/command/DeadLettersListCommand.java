package io.groundstream.local.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.local.terminal.Out;
import io.groundstream.local.terminal.Terminal;
import io.groundstream.local.watch.RecordText;
import io.groundstream.local.watch.Times;
import io.groundstream.operations.letters.CurrentLetters;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.json.PlainJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

/** The dead letters that stand. */
@Command(
        name = "list",
        description = "The dead letters that stand, the oldest first; exit code 0 also for none.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream dead-letters list --since 24h",
            "  groundstream dead-letters list --code fetch,timeout --stage fetch --json"
        })
final class DeadLettersListCommand implements Callable<Integer> {
    private static final int INDENT = 4;

    @Mixin private ClusterOptions cluster;
    @Mixin private LetterOptions letters;

    @Option(names = "--json", description = "one object a line, without the events")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var filter = letters.filter(List.of(), Instant.now());
        var where = cluster.cluster();
        var terminal = Terminal.find();
        var text = new RecordText(Times.on(terminal), false);
        try (var registry = where.registry()) {
            for (var letter : CurrentLetters.read(where, registry, filter)) {
                if (json) {
                    Out.line(object(letter));
                } else {
                    text.of(letter.getImageId(), letter)
                            .forEach(line -> Out.styled(line, terminal, INDENT));
                }
            }
        }
        return 0;
    }

    private static ObjectNode object(DeadLetter letter) {
        var node = (ObjectNode) PlainJson.of(letter);
        node.remove("event");
        return node;
    }
}
