package io.groundstream.runner.annotate;

import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.TaskRequest;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * One picture to annotate.
 *
 * @param content an InlineImage or an ImageReference
 * @param tasks empty means one brief caption
 * @param urgent may overtake what is not
 * @param alone shares no model call with other pictures
 * @param fetchUntil by {@link System#nanoTime}, when to have given up fetching
 * @param deadline after which the work may be skipped; null means never
 * @param observer of where its time goes
 */
public record Job(
        Object content,
        List<TaskRequest> tasks,
        boolean urgent,
        boolean alone,
        long fetchUntil,
        @Nullable Instant deadline,
        StageObserver observer) {
    public Job {
        tasks = List.copyOf(tasks);
    }

    /** Bytes in memory, urgent, without a deadline. */
    public static Job of(byte[] picture, List<TaskRequest> tasks) {
        // nothing is fetched
        long now = System.nanoTime();
        var content = new InlineImage(ByteBuffer.wrap(picture));
        return new Job(content, tasks, true, false, now, null, StageObserver.NONE);
    }
}
