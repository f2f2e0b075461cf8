package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Box;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

class ReferringTest {
    private static final Box LEFT = new Box(0.1, 0.1, 0.3, 0.3);
    private static final Box RIGHT = new Box(0.6, 0.1, 0.8, 0.3);

    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void everyBoxIsFoundInAnyOrder() {
        assertThat(Referring.isRight(List.of(LEFT, RIGHT), List.of(box(0.6, 0.8), box(0.1, 0.3))))
                .isTrue();
    }

    @Test
    void aBoxTooFewOrTooManyIsWrong() {
        assertThat(Referring.isRight(List.of(LEFT, RIGHT), List.of(box(0.1, 0.3)))).isFalse();
        assertThat(Referring.isRight(List.of(LEFT), List.of(box(0.1, 0.3), box(0.6, 0.8))))
                .isFalse();
        assertThat(Referring.isRight(List.of(LEFT), List.of())).isFalse();
    }

    @Test
    void oneBoxTwiceIsNotTwoBoxes() {
        assertThat(Referring.isRight(List.of(LEFT, RIGHT), List.of(box(0.1, 0.3), box(0.1, 0.3))))
                .isFalse();
    }

    @Test
    void aBoxThatSuitsTwoIsGivenToTheOneThatHasNoOther() {
        // the first answer suits both, the second only the first of the two
        var near = new Box(0.15, 0.1, 0.35, 0.3);

        assertThat(
                        Referring.isRight(
                                List.of(LEFT, near), List.of(box(0.12, 0.32), box(0.05, 0.25))))
                .isTrue();
    }

    @Test
    void aBoxThatOverlapsByLessThanHalfOrHasNoAreaIsWrong() {
        assertThat(Referring.isRight(List.of(LEFT), List.of(box(0.2, 0.4)))).isFalse();
        assertThat(Referring.isRight(List.of(LEFT), List.of(box(0.2, 0.2)))).isFalse();
    }

    private static ScoredBox box(double x0, double x1) {
        return new ScoredBox(new io.groundstream.schemas.avro.Box(x0, 0.1, x1, 0.3), 1.0, 1.0);
    }
}
