package io.groundstream.local.watch;

import io.groundstream.local.terminal.Style;
import io.groundstream.local.terminal.Styled;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.json.PlainJson;

import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One record as text: when, which image, and what came of it. */
public final class RecordText {
    private final Times times;
    private final boolean boxes;

    /**
     * Says how to write.
     *
     * @param boxes whether the boxes of an annotation follow it, a line each
     */
    public RecordText(Times times, boolean boxes) {
        this.times = times;
        this.boxes = boxes;
    }

    /** The record's line, and others that belong to it. A null value is a tombstone. */
    public List<Styled> of(@Nullable String key, @Nullable SpecificRecord value) {
        return switch (value) {
            case null ->
                    List.of(new Styled().add(String.valueOf(key)).add(Style.DIM, "  (deleted)"));
            case Annotation annotation -> lines(annotation);
            case DeadLetter letter -> List.of(line(letter));
            case ModerationDecision decision -> List.of(line(decision));
            default -> List.of(new Styled().add(PlainJson.of(value).toString()));
        };
    }

    private List<Styled> lines(Annotation annotation) {
        var lines = new ArrayList<Styled>();
        var line = begin(annotation.getAnnotatedAt(), annotation.getImageId());
        lines.add(line);
        boolean first = true;
        for (var result : annotation.getResults()) {
            var caption = new CaptionText(result);
            line.add(first ? "" : " / ");
            caption.addTo(line);
            first = false;
            if (boxes) {
                lines.addAll(caption.boxes());
            }
        }
        return lines;
    }

    private Styled line(DeadLetter letter) {
        return begin(letter.getAt(), letter.getImageId())
                .add(Style.RED, letter.getCode().name())
                .add(" at " + letter.getStage() + ": " + letter.getMessage());
    }

    private Styled line(ModerationDecision decision) {
        var line =
                begin(decision.getDecidedAt(), decision.getImageId())
                        .add(colour(decision.getVerdict()), decision.getVerdict().name());
        switch (decision.getReason()) {
            case RULES -> line.add(decision.getSampled() ? " drawn for review" : "");
            case UNPROCESSED -> line.add(" unprocessed");
            case OVERRIDDEN ->
                    line.add(" by " + decision.getActor() + ": " + decision.getComment());
        }
        decision.getFindings().forEach(finding -> line.add("; " + words(finding)));
        return line;
    }

    private static String words(Finding finding) {
        return String.format(
                Locale.ROOT,
                "%s: \"%s\" %.2f",
                finding.getRuleId(),
                finding.getText(),
                finding.getConfidence());
    }

    private static Style colour(Verdict verdict) {
        return switch (verdict) {
            case ALLOW -> Style.GREEN;
            case REVIEW -> Style.YELLOW;
            case BLOCK -> Style.RED;
        };
    }

    private Styled begin(Instant when, String imageId) {
        return new Styled()
                .add(Style.DIM, times.words(when) + "  ")
                .add(Style.BOLD, imageId)
                .add("  ");
    }
}
