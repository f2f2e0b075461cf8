package io.groundstream.console.live;

import io.groundstream.console.live.News.Annotated;
import io.groundstream.console.live.News.Lettered;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.TrustedRecords;

import java.util.List;

/** News of made-up images. */
public final class Samples {
    static {
        TrustedRecords.vouch();
    }

    private Samples() {}

    static News news(String imageId) {
        return new Annotated(annotation(imageId, "a cat", 0.9), Verdict.ALLOW, 100);
    }

    static News letter(String imageId) {
        return new Lettered(deadLetter(imageId), 100);
    }

    /** With one phrase, of which the model is as sure as of the text. */
    public static Annotation annotation(String imageId, String phrase, double confidence) {
        var box = new ScoredBox(new Box(0.1, 0.1, 0.5, 0.5), confidence, confidence);
        var entity =
                Entity.newBuilder()
                        .setPhrase(phrase)
                        .setSpanStart(12)
                        .setSpanEnd(12 + phrase.length())
                        .setBoxes(List.of(box))
                        .build();
        var result =
                TaskResult.newBuilder()
                        .setText("An image of " + phrase + ".")
                        .setConfidence(0.5)
                        .setEntities(List.of(entity))
                        .build();
        return Annotation.newBuilder()
                .setImageId(imageId)
                .setVersion(new Version(0, 7L))
                .setResults(List.of(result))
                .build();
    }

    public static ModerationDecision decision(String imageId, Verdict verdict) {
        return ModerationDecision.newBuilder()
                .setImageId(imageId)
                .setVersion(new Version(0, 7L))
                .setVerdict(verdict)
                .build();
    }

    public static DeadLetter deadLetter(String imageId) {
        return DeadLetter.newBuilder()
                .setImageId(imageId)
                .setCode(FailureCode.CORRUPT_IMAGE)
                .build();
    }
}
