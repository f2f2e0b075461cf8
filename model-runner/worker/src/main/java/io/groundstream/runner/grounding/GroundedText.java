package io.groundstream.runner.grounding;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a model said of a picture.
 *
 * @param text without tags
 * @param confidenceMethod the name of the calibration
 * @param entities in the order of the text
 * @param truncated whether the model was cut off before it came to an end
 * @param rawText with tags, the prompt's words included
 */
public record GroundedText(
        String text,
        Confidence confidence,
        String confidenceMethod,
        List<Entity> entities,
        boolean truncated,
        String rawText) {
    public GroundedText {
        entities = List.copyOf(entities);
    }

    /**
     * A phrase and its places.
     *
     * @param phrase empty for a box without a phrase
     * @param spanStart first code point of the phrase in the text
     * @param spanEnd one past its last code point, not below {@code spanStart}
     * @param phraseConfidence null where the phrase was the prompt's, or there is none
     */
    public record Entity(
            String phrase,
            int spanStart,
            int spanEnd,
            @Nullable Confidence phraseConfidence,
            List<Box> boxes) {
        public Entity {
            boxes = List.copyOf(boxes);
        }
    }

    /**
     * A place: fractions of the upright picture from the upper left, {@code x0 <= x1} and {@code y0
     * <= y1}. A box that the prompt gave has confidence 1.
     */
    public record Box(double x0, double y0, double x1, double y1, Confidence confidence) {}
}
