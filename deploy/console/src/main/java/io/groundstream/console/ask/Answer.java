package io.groundstream.console.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.console.request.Replies;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.json.PlainJson;

/** How a picture has ended. */
sealed interface Answer {
    /** With what it shows. */
    record Annotated(Annotation annotation) implements Answer {}

    /** With why it cannot be said. */
    record DeadLettered(DeadLetter letter) implements Answer {}

    /** The version of the image that this is about. */
    default Version version() {
        return switch (this) {
            case Annotated(var annotation) -> annotation.getVersion();
            case DeadLettered(var letter) -> letter.getOrigin().getVersion();
        };
    }

    default ObjectNode json() {
        var node = Replies.object();
        return switch (this) {
            case Annotated(var annotation) ->
                    node.put("state", "ANNOTATED").set("annotation", PlainJson.of(annotation));
            case DeadLettered(var letter) ->
                    node.put("state", "DEAD_LETTERED").set("letter", PlainJson.of(letter));
        };
    }
}
