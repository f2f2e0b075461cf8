package io.groundstream.local.command;

import io.groundstream.operations.kafka.WrittenTask;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

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
        return List.of(WrittenTask.of(kind, text, region));
    }
}
