package io.groundstream.local.demo;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Records as one line for people: the caption, then each phrase with its boxes and confidence. */
public final class Line {
    private Line() {}

    public static String of(Annotation annotation) {
        return annotation.getImageId() + "  " + of(annotation.getResults());
    }

    /** All tasks of an image. */
    public static String of(List<TaskResult> results) {
        return results.stream().map(Line::of).collect(Collectors.joining(" / "));
    }

    public static String of(DeadLetter letter) {
        return letter.getImageId()
                + "  "
                + letter.getCode()
                + " at "
                + letter.getStage()
                + ": "
                + letter.getMessage();
    }

    private static String of(TaskResult result) {
        return result.getText()
                + result.getEntities().stream().map(Line::entity).collect(Collectors.joining());
    }

    private static String entity(Entity entity) {
        return " | "
                + entity.getPhrase()
                + entity.getBoxes().stream().map(Line::box).collect(Collectors.joining());
    }

    private static String box(ScoredBox scored) {
        var box = scored.getBox();
        return String.format(
                Locale.ROOT,
                " [%.2f %.2f %.2f %.2f] %.2f",
                box.getX0(),
                box.getY0(),
                box.getX1(),
                box.getY1(),
                scored.getConfidence());
    }
}
