package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageState;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import java.nio.ByteBuffer;
import java.util.List;

/** What is read off an event. */
public final class Events {
    private Events() {}

    /** The tasks to do: none asked for means one brief grounded caption. */
    static List<TaskRequest> tasks(ImageEvent event) {
        return event.getTasks().isEmpty()
                ? List.of(TaskRequest.newBuilder().setKind(TaskKind.BRIEF_CAPTION).build())
                : event.getTasks();
    }

    /** True if the picture's bytes stand in the event itself. */
    public static boolean isInline(ImageEvent event) {
        return event.getContent() instanceof InlineImage;
    }

    /** True while the current version waits for the work that it has claimed. */
    static boolean isPending(ImageState state) {
        return switch (state.getStatus()) {
            case IN_FLIGHT -> true;
            case ANNOTATED, DEAD_LETTERED -> false;
            // of a newer release; what has ended keeps no event
            case UNKNOWN -> state.getEvent() != null;
        };
    }

    /** The event as it may be kept and shown. */
    static ImageEvent withoutBytes(ImageEvent event) {
        if (!isInline(event)) {
            return event;
        }
        return new ImageEvent(
                event.getImageId(),
                new InlineImage(ByteBuffer.allocate(0)),
                event.getMediaType(),
                event.getTasks(),
                event.getLane(),
                event.getDeadline(),
                event.getSubmittedAt(),
                event.getAttributes());
    }
}
