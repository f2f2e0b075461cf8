package io.groundstream.runner.grounding;

import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Calibration.Subject;
import io.groundstream.runner.grounding.GroundedText.Box;
import io.groundstream.runner.grounding.GroundedText.Entity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Turns tags into entities: text, spans and boxes are the reference's, with corners put right and
 * spans inside the text.
 *
 * @param shown brings words back to how they were written
 */
record Grounding(Grid grid, Calibration calibration, UnaryOperator<String> shown) {
    GroundedText of(TaggedText text, @Nullable Double whole, boolean truncated) {
        TagReader.Reading reading = TagReader.read(text.tagged());
        int length = reading.text().codePointCount(0, reading.text().length());
        var entities = new ArrayList<Entity>();
        for (TagReader.Found found : reading.found()) {
            int start = Math.clamp(found.start(), 0, length);
            Double phrase = text.between(found.from(), found.to());
            entities.add(
                    new Entity(
                            shown.apply(found.phrase()),
                            start,
                            Math.clamp(found.end(), start, length),
                            phrase == null ? null : confidence(Subject.PHRASE, phrase),
                            boxes(text, found)));
        }
        return new GroundedText(
                shown.apply(reading.text()),
                confidence(Subject.TEXT, whole),
                calibration.method(),
                entities,
                truncated,
                shown.apply(text.tagged()));
    }

    private List<Box> boxes(TaggedText text, TagReader.Found found) {
        var boxes = new ArrayList<Box>();
        for (TagReader.Pair pair : found.pairs()) {
            Double mean = text.between(pair.from(), pair.second() + 1);
            boxes.add(grid.box(pair.upperLeft(), pair.lowerRight(), confidence(Subject.BOX, mean)));
        }
        return boxes;
    }

    private Confidence confidence(Subject subject, @Nullable Double meanLogProb) {
        if (meanLogProb == null) {
            // the prompt's own, of which the model had no choice
            return new Confidence(1, 1);
        }
        double raw = Math.clamp(Math.exp(meanLogProb), 0.0, 1.0);
        return new Confidence(raw, calibration.apply(subject, raw));
    }
}
