package io.groundstream.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Thing;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;

class ScoreboardTest {
    private final Scene scene = Scenes.draw(3).scene();
    private final Scoreboard board = new Scoreboard();

    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void aPerfectAnnotationScoresOne() {
        board.published("a", scene);
        board.ended(truth("a"));

        assertThat(board.isExactlyOnce()).isTrue();
        assertThat(board.score().captionExact()).isEqualTo(1);
        assertThat(board.score().groundingRecallAt50()).isEqualTo(1);
    }

    @Test
    void aSecondAnnotationIsADuplicate() {
        board.published("a", scene);
        board.ended(truth("a"));
        board.ended(truth("a"));

        assertThat(board.duplicates()).isEqualTo(1);
        assertThat(board.isExactlyOnce()).isFalse();
    }

    @Test
    void anAnnotationAfterADeadLetterIsADuplicateToo() {
        board.published("a", scene);
        board.ended(DeadLetter.newBuilder().setImageId("a").build());
        board.ended(truth("a"));

        assertThat(board.duplicates()).isEqualTo(1);
    }

    @Test
    void aDeadLetterCountsAsAMiss() {
        board.published("a", scene);
        board.ended(DeadLetter.newBuilder().setImageId("a").build());

        assertThat(board.isExactlyOnce()).isTrue();
        assertThat(board.score().captionExact()).isZero();
        assertThat(board.score().groundingRecallAt50()).isZero();
    }

    @Test
    void whatIsStillOpenIsNotComplete() {
        board.published("a", scene);

        assertThat(board.isComplete()).isFalse();
    }

    private Annotation truth(String imageId) {
        var entities = scene.things().stream().map(ScoreboardTest::entity).toList();
        return Annotation.newBuilder()
                .setImageId(imageId)
                .setResults(List.of(TaskResult.newBuilder().setEntities(entities).build()))
                .build();
    }

    private static Entity entity(Thing thing) {
        var at = thing.box();
        var box = new Box(at.x0(), at.y0(), at.x1(), at.y1());
        return Entity.newBuilder()
                .setPhrase(thing.phrase())
                .setBoxes(List.of(new ScoredBox(box, 1.0, 1.0)))
                .build();
    }
}
