package io.groundstream.local.bench;

import io.groundstream.embedded.Box;
import io.groundstream.embedded.Thing;
import io.groundstream.local.truth.Claims;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Something that the model said: how sure it was, before and after calibration, and the truth. */
record Claimed(double raw, double confidence, boolean right) {
    private static final double ENOUGH = 0.5;

    /**
     * Every box of the brief caption and of the phrases that were asked for. It is right if it
     * overlaps the box of a thing of its phrase by half or more; so a box for a phrase that is not
     * in the scene is wrong.
     */
    static List<Claimed> boxes(Answered answered) {
        var boxes = new ArrayList<Claimed>();
        Stream.concat(Stream.of(answered.caption()), answered.phrases().stream())
                .map(TaskResult::getEntities)
                .flatMap(List::stream)
                .forEach(
                        entity ->
                                entity.getBoxes().stream()
                                        .map(box -> box(answered, entity, box))
                                        .forEach(boxes::add));
        return boxes;
    }

    /** Every box of the referring expressions; it is right if it overlaps one they refer to. */
    static List<Claimed> referringBoxes(Answered answered) {
        var boxes = new ArrayList<Claimed>();
        var refers = answered.exam().refers();
        for (int i = 0; i < refers.size(); i++) {
            var truth = refers.get(i).boxes();
            for (var entity : answered.refers().get(i).getEntities()) {
                entity.getBoxes().forEach(box -> boxes.add(box(box, truth.stream())));
            }
        }
        return boxes;
    }

    /** Every phrase of the brief caption; it is right if a thing of the scene is called so. */
    static List<Claimed> phrases(Answered answered) {
        var there = answered.scene().things().stream().map(Thing::phrase).toList();
        var phrases = new ArrayList<Claimed>();
        for (var entity : answered.caption().getEntities()) {
            Double raw = entity.getRawPhraseConfidence();
            Double confidence = entity.getPhraseConfidence();
            if (raw != null && confidence != null) {
                phrases.add(new Claimed(raw, confidence, there.contains(entity.getPhrase())));
            }
        }
        return phrases;
    }

    /** The brief caption as a whole; it is right if it is exact. */
    static Claimed text(Answered answered) {
        var caption = answered.caption();
        return new Claimed(
                caption.getRawConfidence(),
                caption.getConfidence(),
                answered.captionScore().exact() == 1);
    }

    private static Claimed box(Answered answered, Entity entity, ScoredBox box) {
        return box(
                box,
                answered.scene().things().stream()
                        .filter(thing -> thing.phrase().equals(entity.getPhrase()))
                        .map(Thing::box));
    }

    private static Claimed box(ScoredBox box, Stream<Box> truth) {
        boolean right = truth.anyMatch(there -> Claims.iou(box, there) >= ENOUGH);
        return new Claimed(box.getRawConfidence(), box.getConfidence(), right);
    }
}
