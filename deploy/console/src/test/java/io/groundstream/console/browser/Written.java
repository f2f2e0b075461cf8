package io.groundstream.console.browser;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.EvidenceSource;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Origin;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;

import java.time.Instant;
import java.util.List;

/** The records that a topology writes about a picture. */
final class Written {
    /** Of {@link #picture}. */
    static final int WIDTH = 480;

    /** Of {@link #picture}. */
    static final int HEIGHT = 360;

    private static final String CONTENT = "ab".repeat(32);
    private static final Box BOX = new Box(0.2, 0.25, 0.6, 0.75);
    private static final double SURE = 0.93;

    private Written() {}

    static Annotation annotation(Shown shown, Version version) {
        var entity =
                Entity.newBuilder()
                        .setPhrase(shown.phrase())
                        .setSpanStart(shown.start())
                        .setSpanEnd(shown.end())
                        .setPhraseConfidence(SURE)
                        .setBoxes(boxes())
                        .build();
        var result =
                TaskResult.newBuilder()
                        .setText(shown.text())
                        .setConfidence(0.97)
                        .setEntities(List.of(entity))
                        .build();
        return Annotation.newBuilder()
                .setImageId(shown.imageId())
                .setVersion(version)
                .setContentSha256(CONTENT)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setMediaType("image/png")
                .setResults(List.of(result))
                .setSubmittedAt(Instant.now())
                .setAnnotatedAt(Instant.now())
                .build();
    }

    static SearchDocument document(Shown shown, Version version) {
        var entity =
                SearchEntity.newBuilder()
                        .setPhrase(shown.phrase())
                        .setBox(BOX)
                        .setArea(0.2)
                        .setConfidence(SURE)
                        .build();
        return SearchDocument.newBuilder()
                .setImageId(shown.imageId())
                .setVersion(version)
                .setCaption(shown.text())
                .setTexts(List.of(shown.text()))
                .setPhrases(List.of(shown.phrase()))
                .setEntities(List.of(entity))
                .setConfidence(0.97)
                .setContentSha256(CONTENT)
                .setWidth(WIDTH)
                .setHeight(HEIGHT)
                .setMediaType("image/png")
                .setSubmittedAt(Instant.now())
                .setAnnotatedAt(Instant.now())
                .build();
    }

    /** Asks for review of the phrase. */
    static ModerationDecision decision(Shown shown, Version version) {
        var finding =
                Finding.newBuilder()
                        .setRuleId("things")
                        .setCategory("things")
                        .setSeverity(40)
                        .setSource(EvidenceSource.ENTITY)
                        .setText(shown.phrase())
                        .setSpanStart(shown.start())
                        .setSpanEnd(shown.end())
                        .setBoxes(boxes())
                        .setConfidence(SURE)
                        .setTerm("thing")
                        .setVerdict(Verdict.REVIEW)
                        .build();
        return ModerationDecision.newBuilder()
                .setImageId(shown.imageId())
                .setVersion(version)
                .setContentSha256(CONTENT)
                .setVerdict(Verdict.REVIEW)
                .setFindings(List.of(finding))
                .setPolicyId("default")
                .setPolicyRevision(1)
                .setDecidedAt(Instant.now())
                .build();
    }

    static DeadLetter letter(String imageId, FailureCode code, String message) {
        return DeadLetter.newBuilder()
                .setImageId(imageId)
                .setCode(code)
                .setStage(Stage.DECODE)
                .setMessage(message)
                .setAttempts(1)
                .setOrigin(new Origin("images", 0, 0L, new Version(0, 0L)))
                .setAt(Instant.now())
                .build();
    }

    private static List<ScoredBox> boxes() {
        return List.of(new ScoredBox(BOX, SURE, SURE));
    }
}
