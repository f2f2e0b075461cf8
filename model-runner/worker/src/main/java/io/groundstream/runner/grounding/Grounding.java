package io.groundstream.runner.grounding;

import io.groundstream.runner.bundle.Manifest;
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
record Grounding(Grid grid, Manifest.Calibration calibration, UnaryOperator<String> shown) {
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
                            phrase == null ? null : confidence(phrase),
                            boxes(text, found)));
        }
        return new GroundedText(
                shown.apply(reading.text()),
                confidence(whole),
                calibration.method(),
                entities,
                truncated,
                shown.apply(text.tagged()));
    }

    private List<Box> boxes(TaggedText text, TagReader.Found found) {
        var boxes = new ArrayList<Box>();
        for (TagReader.Pair pair : found.pairs()) {
            Double mean = text.between(pair.from(), pair.second() + 1);
            boxes.add(grid.box(pair.upperLeft(), pair.lowerRight(), confidence(mean)));
        }
        return boxes;
    }

    private Confidence confidence(@Nullable Double meanLogProb) {
        double raw = meanLogProb == null ? 1 : Math.clamp(Math.exp(meanLogProb), 0.0, 1.0);
        return new Confidence(raw, calibration.apply(raw));
    }
}
