package io.groundstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.embedded.Score.Claim;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

final class ScoreTest {
    private final Scene scene =
            LongStream.iterate(0, seed -> seed + 1)
                    .mapToObj(seed -> Scenes.draw(seed).scene())
                    .filter(drawn -> drawn.things().size() == 2)
                    .findFirst()
                    .orElseThrow();
    private final Thing first = scene.things().getFirst();
    private final Thing second = scene.things().getLast();

    @Test
    void theTruthItselfIsPerfect() {
        var score =
                Score.of(
                        scene,
                        List.of(second.phrase(), first.phrase()),
                        List.of(claim(first, first.box()), claim(second, second.box())));

        assertThat(score.captionExact()).isEqualTo(1);
        assertThat(score.groundingRecallAt50()).isEqualTo(1);
    }

    @Test
    void aPhraseTooManySpoilsTheCaptionButNotTheGrounding() {
        var score =
                Score.of(
                        scene,
                        List.of(first.phrase(), second.phrase(), "a large red whale"),
                        List.of(claim(first, first.box()), claim(second, second.box())));

        assertThat(score).isEqualTo(new Score(1, 0, 2, 2, 2));
    }

    @Test
    void aBoxElsewhereOrOfAnotherPhraseIsNotFound() {
        var score =
                Score.of(
                        scene,
                        List.of(first.phrase(), second.phrase()),
                        List.of(claim(first, second.box()), claim(second, first.box())));

        double each = first.box().iou(second.box());
        assertThat(score.plus(Score.NONE)).isEqualTo(new Score(1, 1, 2, 0, 2 * each));
        assertThat(score.groundingRecallAt50()).isZero();
    }

    @Test
    void meanIouTakesTheBestBoxOfEachPhraseAndZeroWithoutOne() {
        var at = first.box();
        var half = new Box(at.x0(), at.y0(), at.x0() + (at.x1() - at.x0()) / 2, at.y1());
        var worse = new Box(at.x0(), at.y0(), at.x0() + (at.x1() - at.x0()) / 4, at.y1());

        var score = Score.of(scene, List.of(), List.of(claim(first, worse), claim(first, half)));

        assertThat(score.meanIou()).isCloseTo(0.25, within(1e-9));
        assertThat(Score.NONE.meanIou()).isZero();
    }

    private static Claim claim(Thing thing, Box box) {
        return new Claim(thing.phrase(), box);
    }
}
