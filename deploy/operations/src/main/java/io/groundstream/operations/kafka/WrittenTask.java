package io.groundstream.operations.kafka;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** A task as people write it. */
public final class WrittenTask {
    private WrittenTask() {}

    /**
     * The task. Whether its kind needs a text or a region is for the pipeline to say.
     *
     * @param region x0,y0,x1,y1 as fractions of width and height
     * @throws ConfigException if the region is not written like that
     */
    public static TaskRequest of(TaskKind kind, @Nullable String text, @Nullable String region) {
        return new TaskRequest(kind, text, region == null ? null : box(region));
    }

    private static Box box(String region) {
        try {
            var edges = Arrays.stream(region.split(",", -1)).map(Double::valueOf).toList();
            if (edges.size() == 4) {
                return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
            }
        } catch (NumberFormatException _) {
            // is told below
        }
        throw new ConfigException("a region must be x0,y0,x1,y1, got '" + region + "'");
    }
}
