package io.groundstream.local.truth;

import io.groundstream.embedded.Box;
import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Score;
import io.groundstream.embedded.Score.Claim;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The phrases and boxes of results as claims about a scene. */
public final class Claims {
    private Claims() {}

    /** The score of one scene; every phrase and every box of the results is a claim. */
    public static Score score(Scene scene, List<TaskResult> results) {
        var entities = results.stream().flatMap(r -> r.getEntities().stream()).toList();
        return Score.of(
                scene,
                entities.stream().map(Entity::getPhrase).toList(),
                entities.stream().flatMap(Claims::claims).toList());
    }

    /** The overlap (intersection over union) with a true box; 0 for a box without area. */
    public static double iou(ScoredBox claimed, Box truth) {
        return box(claimed).map(truth::iou).orElse(0.0);
    }

    private static Stream<Claim> claims(Entity entity) {
        return entity.getBoxes().stream()
                .flatMap(claimed -> box(claimed).stream())
                .map(box -> new Claim(entity.getPhrase(), box));
    }

    private static Optional<Box> box(ScoredBox claimed) {
        var at = claimed.getBox();
        return at.getX0() < at.getX1() && at.getY0() < at.getY1()
                ? Optional.of(new Box(at.getX0(), at.getY0(), at.getX1(), at.getY1()))
                : Optional.empty();
    }
}
