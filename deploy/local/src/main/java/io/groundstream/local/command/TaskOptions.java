package io.groundstream.local.command;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.util.Arrays;
import java.util.List;

/** What the model is asked to do. */
final class TaskOptions {
    @Option(
            names = "--task",
            defaultValue = "BRIEF_CAPTION",
            description = "one of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TaskKind kind;

    @Option(names = "--text", description = "the phrase or the question")
    private @Nullable String text;

    @Option(names = "--region", description = "x0,y0,x1,y1 as fractions of width and height")
    private @Nullable String region;

    List<TaskRequest> tasks() {
        return List.of(new TaskRequest(kind, text, region == null ? null : box(region)));
    }

    private static Box box(String region) {
        try {
            var edges = Arrays.stream(region.split(",")).map(Double::valueOf).toList();
            return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new ConfigException("--region must be x0,y0,x1,y1, got '" + region + "'");
        }
    }
}
