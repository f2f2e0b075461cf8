package io.groundstream.runner.grounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Calibration;
import io.groundstream.runner.bundle.Calibration.Curve;
import io.groundstream.runner.bundle.Calibration.Subject;
import io.groundstream.runner.tokenize.Piece;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.function.UnaryOperator;

class GroundingTest {
    private static final double HALF = Math.log(0.5);

    // a logit of 0 becomes the offset
    private final Grounding grounding =
            new Grounding(
                    new Grid(32),
                    Calibration.platt(
                            Map.of(
                                    Subject.BOX, new Curve(1, 1),
                                    Subject.PHRASE, new Curve(1, 2),
                                    Subject.TEXT, new Curve(1, 3))),
                    UnaryOperator.identity());

    @Test
    void textPhraseAndBoxAreCalibratedEachOnItsOwnCurve() {
        var read = grounding.of(tagged(HALF), HALF, false);

        var entity = read.entities().getFirst();
        assertThat(read.confidenceMethod()).isEqualTo("platt");
        assertConfidence(read.confidence(), 3);
        assertConfidence(entity.phraseConfidence(), 2);
        assertConfidence(entity.boxes().getFirst().confidence(), 1);
    }

    @Test
    void whatThePromptGaveStaysCertain() {
        var read = grounding.of(tagged(null), HALF, false);

        var entity = read.entities().getFirst();
        assertThat(entity.phraseConfidence()).isNull();
        assertThat(entity.boxes().getFirst().confidence()).isEqualTo(new Confidence(1, 1));
    }

    private static TaggedText tagged(@Nullable Double logProb) {
        var text = new TaggedText();
        text.add(new Piece("<phrase>", Piece.Kind.CONTROL), logProb);
        text.add(new Piece(" a cat", Piece.Kind.TEXT), logProb);
        text.add(new Piece("</phrase>", Piece.Kind.CONTROL), logProb);
        text.add(new Piece("<object>", Piece.Kind.CONTROL), logProb);
        text.add(new Piece("<patch_index_0044>", Piece.Kind.CONTROL), logProb);
        text.add(new Piece("<patch_index_0863>", Piece.Kind.CONTROL), logProb);
        text.add(new Piece("</object>", Piece.Kind.CONTROL), logProb);
        return text;
    }

    private static void assertConfidence(@Nullable Confidence confidence, double logit) {
        assertThat(confidence).isNotNull();
        assertThat(confidence.raw()).isCloseTo(0.5, within(1e-12));
        assertThat(confidence.calibrated()).isCloseTo(1 / (1 + Math.exp(-logit)), within(1e-12));
    }
}
