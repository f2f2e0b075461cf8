package io.groundstream.local.watch;

import io.groundstream.local.terminal.Style;
import io.groundstream.local.terminal.Styled;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What was said of a picture: the text with each phrase in a colour of its own and its confidences
 * behind it. Phrases that do not stand where they claim to stand come after the text.
 */
final class CaptionText {
    private static final List<Style> COLOURS =
            List.of(Style.CYAN, Style.YELLOW, Style.GREEN, Style.MAGENTA, Style.BLUE);

    private final TaskResult result;
    private final int[] text;

    CaptionText(TaskResult result) {
        this.result = result;
        this.text = result.getText().codePoints().toArray();
    }

    void addTo(Styled line) {
        var asked = result.getTask().getText();
        if (asked != null && !asked.isEmpty()) {
            line.add(Style.DIM, asked).add(" → ");
        }
        var apart = new ArrayList<Entity>();
        int at = 0;
        for (var entity : inOrder()) {
            int start = entity.getSpanStart();
            int end = entity.getSpanEnd();
            if (start < at || end <= start || end > text.length) {
                apart.add(entity);
                continue;
            }
            line.add(words(at, start)).add(colour(entity), words(start, end));
            addConfidences(line, entity);
            at = end;
        }
        line.add(words(at, text.length));
        for (var entity : apart) {
            line.add("; ").add(colour(entity), name(entity));
            addConfidences(line, entity);
        }
        if (result.getTruncated()) {
            line.add(Style.DIM, " …");
        }
    }

    /** A line for each box: phrase, confidence, and the edges as fractions of the picture. */
    List<Styled> boxes() {
        return result.getEntities().stream()
                .flatMap(entity -> entity.getBoxes().stream().map(box -> line(entity, box)))
                .toList();
    }

    private List<Entity> inOrder() {
        return result.getEntities().stream()
                .sorted(Comparator.comparingInt(Entity::getSpanStart))
                .toList();
    }

    private String words(int from, int to) {
        return new String(text, from, to - from);
    }

    private Style colour(Entity entity) {
        if (entity.getBoxes().isEmpty()) {
            return Style.PLAIN;
        }
        return COLOURS.get(result.getEntities().indexOf(entity) % COLOURS.size());
    }

    private static String name(Entity entity) {
        return entity.getPhrase().isEmpty() ? "(no phrase)" : entity.getPhrase();
    }

    private static void addConfidences(Styled line, Entity entity) {
        var confidences =
                entity.getBoxes().stream()
                        .map(box -> share(box.getConfidence()))
                        .collect(Collectors.joining(", "));
        if (!confidences.isEmpty()) {
            line.add(Style.DIM, " (" + confidences + ")");
        }
    }

    private Styled line(Entity entity, ScoredBox scored) {
        var box = scored.getBox();
        return new Styled()
                .add("    ")
                .add(colour(entity), name(entity))
                .add(Style.DIM, "  " + share(scored.getConfidence()))
                .add(
                        "  [%s %s %s %s]"
                                .formatted(
                                        share(box.getX0()),
                                        share(box.getY0()),
                                        share(box.getX1()),
                                        share(box.getY1())));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.2f", share);
    }
}
