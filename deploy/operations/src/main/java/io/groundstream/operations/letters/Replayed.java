package io.groundstream.operations.letters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.schemas.avro.DeadLetter;

/**
 * What came of one letter.
 *
 * @param replays how often its event has been published again, this time included
 */
public record Replayed(DeadLetter letter, Result result, int replays) {
    /** As a tool reads it. */
    public ObjectNode json() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("imageId", letter.getImageId())
                .put("result", result.name())
                .put("code", letter.getCode().name())
                .put("stage", letter.getStage().name())
                .put("replays", replays);
        node.putObject("origin")
                .put("partition", letter.getOrigin().getPartition())
                .put("offset", letter.getOrigin().getOffset());
        return node;
    }

    /** Whether its event was published again, and if not, why. */
    public enum Result {
        /** Published again, and the broker has it. */
        REPLAYED("published again"),
        /** It would have been, but for the dry run. */
        WOULD_REPLAY("would be published again"),
        /** An earlier run has done it, and the topology has not come to it yet. */
        ALREADY_REPLAYED("has been published again already"),
        /** It has been published again as often as is allowed. */
        CAPPED("has been replayed as often as is allowed"),
        /** The publisher has replaced the image. */
        REPLACED("a newer event has replaced it"),
        /** The publisher has deleted the image. */
        DELETED("the image was deleted"),
        /** The event is no longer in images. */
        GONE("its event is no longer in images: publish it again from its source");

        private final String words;

        Result(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** True if a record was, or would have been, written. */
        public boolean isReplay() {
            return this == REPLAYED || this == WOULD_REPLAY;
        }
    }
}
