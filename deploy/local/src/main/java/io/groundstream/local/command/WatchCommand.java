package io.groundstream.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.local.terminal.Out;
import io.groundstream.local.terminal.Terminal;
import io.groundstream.local.watch.RecordText;
import io.groundstream.local.watch.Times;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.operations.kafka.TopicReader.Read;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.service.ConfigException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Records of one topic as they arrive. */
@Command(
        name = "watch",
        description = "Print the records of a topic as they arrive.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream watch",
            "  groundstream watch --from-beginning --boxes",
            "  groundstream watch moderation-decisions --max 10",
            "  groundstream watch search-documents --json | jq .caption"
        })
public final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int INDENT = 4;

    @Parameters(
            arity = "0..1",
            defaultValue = "annotations",
            completionCandidates = TopicNames.class,
            paramLabel = "TOPIC",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private String topic;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--from-beginning", description = "start with the oldest record")
    private boolean fromBeginning;

    @Option(
            names = "--max",
            defaultValue = "9223372036854775807",
            description = "end after so many records")
    private long max;

    @Option(names = "--boxes", description = "each phrase's boxes below its caption, a line each")
    private boolean boxes;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var where = cluster.cluster();
        var name = where.topics().prefix() + topic;
        var known = TopicSpec.all(where.topics()).stream().map(TopicSpec::name).toList();
        if (!known.contains(name)) {
            throw new ConfigException("topic must be one of " + known + ", got " + name);
        }
        Reachable.require(where, name);
        Consumer<Read> print = json ? WatchCommand::printJson : printer(Terminal.find());
        try (var registry = where.registry();
                var reader = TopicReader.open(where, registry, List.of(name), fromBeginning)) {
            for (long seen = 0; seen < max && !Out.isClosed(); ) {
                var reads = reader.poll(POLL);
                for (int i = 0; i < reads.size() && seen < max; i++, seen++) {
                    print.accept(reads.get(i));
                }
            }
        } catch (BrokenRecordException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return 0;
    }

    private Consumer<Read> printer(Terminal terminal) {
        var text = new RecordText(Times.on(terminal), boxes);
        return read ->
                text.of(read.key(), read.value())
                        .forEach(line -> Out.styled(line, terminal, INDENT));
    }

    private static void printJson(Read read) {
        Out.line(object(read));
    }

    private static JsonNode object(Read read) {
        return read.value() == null
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("imageId", read.key())
                        .put("deleted", true)
                : PlainJson.of(read.value());
    }
}
