package io.groundstream.local.bench;

import io.groundstream.embedded.Box;
import io.groundstream.embedded.Exam;
import io.groundstream.embedded.Exam.Question;
import io.groundstream.embedded.Exam.Refer;
import io.groundstream.embedded.Exam.Region;
import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Thing;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Sheets of a scene of two things, and the answers of somebody who knows. */
final class Papers {
    static final Scene SCENE =
            LongStream.iterate(0, seed -> seed + 1)
                    .mapToObj(seed -> Scenes.draw(seed).scene())
                    .filter(drawn -> drawn.things().size() == 2)
                    .findFirst()
                    .orElseThrow();
    static final Thing FIRST = SCENE.things().getFirst();
    static final Thing SECOND = SCENE.things().getLast();

    private static final List<Box> BOTH = List.of(FIRST.box(), SECOND.box());

    static final Sheet SHEET =
            new Sheet(
                    SCENE,
                    new Exam(
                            List.of(new Refer("the things", BOTH)),
                            List.of(new Region(FIRST.box(), FIRST, FIRST.phrase())),
                            List.of(
                                    new Question("How many things are there?", "two"),
                                    new Question("What is there?", "things"),
                                    new Question("What colour is it?", "red"))));

    private Papers() {}

    /** Everything right, each confidence 0.9 and raw 0.8. */
    static List<TaskResult> truth() {
        var results = new ArrayList<TaskResult>();
        results.add(
                grounded(
                        entity(FIRST.phrase(), FIRST.box()),
                        entity(SECOND.phrase(), SECOND.box())));
        results.add(grounded(entity(FIRST.phrase(), FIRST.box())));
        results.add(grounded(entity(SECOND.phrase(), SECOND.box())));
        results.add(grounded(entity("the things", FIRST.box(), SECOND.box())));
        results.add(said("It is " + FIRST.phrase() + "."));
        results.add(said("Question: How many things are there? Answer: two"));
        results.add(said("Question: What is there? Answer: things"));
        results.add(said("Question: What colour is it? Answer: red"));
        return results;
    }

    /** The truth with one result replaced. */
    static Answered truthBut(int index, TaskResult result) {
        var results = truth();
        results.set(index, result);
        return new Answered(SHEET, results);
    }

    static TaskResult said(String text) {
        return TaskResult.newBuilder().setText(text).build();
    }

    static TaskResult grounded(Entity... entities) {
        return TaskResult.newBuilder()
                .setConfidence(0.9)
                .setRawConfidence(0.8)
                .setEntities(List.of(entities))
                .build();
    }

    static Entity entity(String phrase, Box... boxes) {
        return Entity.newBuilder()
                .setPhrase(phrase)
                .setPhraseConfidence(0.9)
                .setRawPhraseConfidence(0.8)
                .setBoxes(List.of(boxes).stream().map(Papers::scored).toList())
                .build();
    }

    private static ScoredBox scored(Box at) {
        return new ScoredBox(
                new io.groundstream.schemas.avro.Box(at.x0(), at.y0(), at.x1(), at.y1()), 0.9, 0.8);
    }
}
