package io.groundstream.local.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.local.terminal.Styled;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

class RecordTextTest {
    private static final Instant AT = Instant.parse("2026-03-04T05:06:07.890Z");
    private static final RecordText TEXT = new RecordText(Times.utc(), true);

    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void aCaptionHasItsPhrasesConfidencesAndBoxes() {
        var lines =
                TEXT.of("a.png", annotation("A 😀 cat on a mat", cat(2, 7, 0.981), mat(11, 16)));

        assertThat(lines.stream().map(Styled::toString))
                .containsExactly(
                        "2026-03-04T05:06:07Z  a.png  A 😀 cat (0.98) on a mat",
                        "    a cat  0.98  [0.10 0.20 0.30 0.40]");
        assertThat(lines.getFirst().render(true, 0, 0))
                .contains("\u001b[0;36m😀 cat\u001b[0;2m (0.98)");
    }

    @Test
    void phrasesThatDoNotStandWhereTheyClaimToComeAfterTheText() {
        var lines =
                TEXT.of(
                        "a.png",
                        annotation("A cat", cat(0, 5, 0.5), cat(3, 4, 0.25), cat(-7, 900, 0.75)));

        assertThat(lines.getFirst())
                .hasToString(
                        "2026-03-04T05:06:07Z  a.png  A cat (0.50); a cat (0.75); a cat (0.25)");
    }

    @Test
    void othersSayWhatCameOfTheImage() {
        var letter =
                DeadLetter.newBuilder()
                        .setImageId("b.png")
                        .setAt(AT)
                        .setCode(FailureCode.CORRUPT_IMAGE)
                        .setStage(Stage.DECODE)
                        .setMessage("no end\nforged")
                        .build();
        var decision =
                ModerationDecision.newBuilder()
                        .setImageId("c.png")
                        .setDecidedAt(AT)
                        .setVerdict(Verdict.ALLOW)
                        .setSampled(true)
                        .build();

        assertThat(TEXT.of("b.png", letter).toString())
                .isEqualTo(
                        "[2026-03-04T05:06:07Z  b.png  CORRUPT_IMAGE at DECODE: no"
                                + " end\\u000aforged]");
        assertThat(TEXT.of("c.png", decision).toString())
                .isEqualTo("[2026-03-04T05:06:07Z  c.png  ALLOW drawn for review]");
        assertThat(TEXT.of("d.png", null).toString()).isEqualTo("[d.png  (deleted)]");
    }

    @Test
    void peopleReadTheTimeOfTheirDayAndTheDateOfOthers() {
        var zone = ZoneOffset.ofHours(2);

        assertThat(Times.local(zone, LocalDate.of(2026, 3, 4)).words(AT)).isEqualTo("07:06:07");
        assertThat(Times.local(zone, LocalDate.of(2026, 3, 5)).words(AT))
                .isEqualTo("2026-03-04 07:06:07");
    }

    private static Annotation annotation(String text, Entity... entities) {
        var result = TaskResult.newBuilder().setText(text).setEntities(List.of(entities)).build();
        return Annotation.newBuilder()
                .setImageId("a.png")
                .setAnnotatedAt(AT)
                .setResults(List.of(result))
                .build();
    }

    private static Entity cat(int start, int end, double confidence) {
        var box = new ScoredBox(new Box(0.1, 0.2, 0.3, 0.4), confidence, confidence);
        return Entity.newBuilder()
                .setPhrase("a cat")
                .setSpanStart(start)
                .setSpanEnd(end)
                .setBoxes(List.of(box))
                .build();
    }

    private static Entity mat(int start, int end) {
        return Entity.newBuilder().setPhrase("a mat").setSpanStart(start).setSpanEnd(end).build();
    }
}
