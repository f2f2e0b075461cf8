package io.groundstream.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.local.demo.Line;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.operations.kafka.TopicReader.Read;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
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

/** Records of one topic as they arrive. */
@Command(
        name = "watch",
        description = "Print the records of a topic as they arrive.",
        mixinStandardHelpOptions = true)
public final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    @Parameters(
            arity = "0..1",
            defaultValue = "annotations",
            paramLabel = "TOPIC",
            description = "topic without its prefix (default: ${DEFAULT-VALUE})")
    private String topic;

    @Mixin private ClusterOptions cluster;

    @Option(names = "--from-beginning", description = "start with the oldest record")
    private boolean fromBeginning;

    @Option(
            names = "--max",
            defaultValue = "9223372036854775807",
            description = "end after so many records")
    private long max;

    @Option(names = "--json", description = "one object a line")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        var where = cluster.cluster();
        var name = where.topics().prefix() + topic;
        var known = TopicSpec.all(where.topics()).stream().map(TopicSpec::name).toList();
        if (!known.contains(name)) {
            throw new ConfigException("topic must be one of " + known + ", got " + name);
        }
        try (var registry = where.registry();
                var reader = TopicReader.open(where, registry, List.of(name), fromBeginning)) {
            for (long seen = 0; seen < max && !System.out.checkError(); ) {
                var reads = reader.poll(POLL);
                for (int i = 0; i < reads.size() && seen < max; i++, seen++) {
                    System.out.println(json ? object(reads.get(i)) : line(reads.get(i)));
                }
            }
        } catch (BrokenRecordException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        return 0;
    }

    private static String line(Read read) {
        return switch (read.value()) {
            case null -> read.key() + "  (deleted)";
            case Annotation annotation -> Line.of(annotation);
            case DeadLetter letter -> Line.of(letter);
            default -> PlainJson.of(read.value()).toString();
        };
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
