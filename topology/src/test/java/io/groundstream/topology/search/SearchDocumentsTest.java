package io.groundstream.topology.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SearchDocumentsTest {
    private static final Box LEFT = new Box(0.0, 0.0, 0.5, 0.5);
    private static final Box RIGHT = new Box(0.5, 0.2, 1.0, 0.6);

    @BeforeAll
    static void trust() {
        TrustedRecords.vouch();
    }

    @Test
    void anEntityIsMadeOfEveryBox() {
        var cats = entity("two cats", scored(LEFT, 0.9), scored(RIGHT, 0.4));
        var document = document(result(TaskKind.BRIEF_CAPTION, "two cats", cats));

        assertThat(document.getEntities()).hasSize(2);
        var second = document.getEntities().get(1);
        assertThat(second.getPhrase()).isEqualTo("two cats");
        assertThat(second.getBox()).isEqualTo(RIGHT);
        assertThat(second.getArea()).isCloseTo(0.2, within(1e-12));
        assertThat(second.getConfidence()).isEqualTo(0.4);
        assertThat(document.getPhrases()).containsExactly("two cats");
    }

    @Test
    void theCaptionIsTheFirstOneAndTheDetailedOneStandsBesideIt() {
        var document =
                document(
                        result(TaskKind.DETAILED_CAPTION, "in detail"),
                        result(TaskKind.PLAIN_CAPTION, "in short"),
                        result(TaskKind.BRIEF_CAPTION, "in short again"));

        assertThat(document.getCaption()).isEqualTo("in short");
        assertThat(document.getConfidence()).isEqualTo(0.75);
        assertThat(document.getDetailedCaption()).isEqualTo("in detail");
        assertThat(document.getTexts()).containsExactly("in detail", "in short", "in short again");
    }

    @Test
    void aKindOfTaskIsNamedOnce() {
        var document =
                document(
                        result(TaskKind.ANSWER, "Question: what? Answer: a cat"),
                        result(TaskKind.BRIEF_CAPTION, "a cat"),
                        result(TaskKind.ANSWER, "Question: where? Answer: left"));

        assertThat(document.getKinds()).containsExactly(TaskKind.ANSWER, TaskKind.BRIEF_CAPTION);
    }

    @Test
    void withoutACaptionTheDetailedOneOrTheFirstAnswerIsTaken() {
        var answer = result(TaskKind.ANSWER, "Question: what? Answer: a cat");

        assertThat(document(answer, result(TaskKind.DETAILED_CAPTION, "in detail")).getCaption())
                .isEqualTo("in detail");
        assertThat(document(answer).getCaption()).isEqualTo("Question: what? Answer: a cat");
        assertThat(document(answer).getDetailedCaption()).isNull();
    }

    @Test
    void aPhraseIsNamedOnceAndABoxWithoutOneIsStillAnEntity() {
        var document =
                document(
                        result(
                                TaskKind.BRIEF_CAPTION,
                                "a cat",
                                entity("a cat", scored(LEFT, 0.9)),
                                entity("", scored(RIGHT, 0.3))),
                        result(TaskKind.GROUND_PHRASE, "a cat", entity("a cat", scored(LEFT, 1))));

        assertThat(document.getPhrases()).containsExactly("a cat");
        assertThat(document.getEntities())
                .extracting(SearchEntity::getPhrase)
                .containsExactly("a cat", "", "a cat");
    }

    @Test
    void whatDescribesTheAnnotationIsTakenOver() {
        var annotation =
                annotation(List.of(result(TaskKind.BRIEF_CAPTION, "a cat")))
                        .setModel(new ModelInfo("embedded", "abc", "p1", "fp32", "cpu"))
                        .setWidth(10)
                        .setHeight(20)
                        .setDerivedFrom("twin")
                        .build();
        var document = SearchDocuments.of(annotation).orElseThrow();

        assertThat(document.getModel()).isEqualTo("embedded");
        assertThat(document.getModelRevision()).isEqualTo("abc");
        assertThat(document.getPromptRevision()).isEqualTo("p1");
        assertThat(document.getWidth()).isEqualTo(10);
        assertThat(document.getHeight()).isEqualTo(20);
        assertThat(document.getDerivedFrom()).isEqualTo("twin");
        assertThat(document.getVersion()).isEqualTo(annotation.getVersion());
        assertThat(document.getAnnotatedAt()).isEqualTo(annotation.getAnnotatedAt());
    }

    @Test
    void anAttributeThatNoIndexTakesIsLeftOut() {
        var longest = "v".repeat(SearchDocuments.MAX_ATTRIBUTE_CHARS - 1);
        var annotation =
                annotation(List.of())
                        .setAttributes(
                                Map.of(
                                        "a", longest, "bb", longest, "nul\0", "1", "album",
                                        "holiday"))
                        .build();

        assertThat(SearchDocuments.of(annotation).orElseThrow().getAttributes())
                .containsOnlyKeys("a", "album");
    }

    @Test
    void anImageThatNoIndexCouldNameHasNoDocument() {
        assertThat(SearchDocuments.of(named("é".repeat(256)))).isPresent();
        assertThat(SearchDocuments.of(named("é".repeat(257)))).isEmpty();
    }

    private static Annotation named(String imageId) {
        return annotation(List.of()).setImageId(imageId).build();
    }

    private static SearchDocument document(TaskResult... results) {
        return SearchDocuments.of(annotation(List.of(results)).build()).orElseThrow();
    }

    private static Annotation.Builder annotation(List<TaskResult> results) {
        return Annotation.newBuilder().setImageId("a").setResults(results);
    }

    private static TaskResult result(TaskKind kind, String text, Entity... entities) {
        return TaskResult.newBuilder()
                .setTask(TaskRequest.newBuilder().setKind(kind).build())
                .setText(text)
                .setConfidence(0.75)
                .setEntities(List.of(entities))
                .build();
    }

    private static Entity entity(String phrase, ScoredBox... boxes) {
        return Entity.newBuilder().setPhrase(phrase).setBoxes(List.of(boxes)).build();
    }

    private static ScoredBox scored(Box box, double confidence) {
        return new ScoredBox(box, confidence, confidence);
    }
}
