package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.embedded.World;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class QualityTest {
    private final Quality quality = new Quality();

    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void whoeverKnowsGetsEverythingRight() throws JsonProcessingException {
        quality.add(new Answered(Papers.SHEET, Papers.truth()));

        var json = json();

        Arrays.stream(Measure.values())
                .forEach(measure -> assertThat(json.path(measure.key()).asDouble()).isEqualTo(1));
        assertThat(json.at("/measures/groundingRecallAt50/cases").asInt()).isEqualTo(2);
        assertThat(json.at("/measures/answerAccuracy/cases").asInt()).isEqualTo(3);
        assertThat(json.at("/measures/answerAccuracy.What/cases").asInt()).isEqualTo(2);
        // two boxes of the caption and one of each phrase, all sure to 0.9
        assertThat(json.path("expectedCalibrationError").asDouble()).isCloseTo(0.1, within(1e-9));
        assertThat(json.at("/measures/expectedCalibrationError/cases").asInt()).isEqualTo(4);
        assertThat(json.path("barsHold").asBoolean()).isFalse();
    }

    @Test
    void aCaptionWithoutAThingIsNotExactAndItsBoxesAreMissing() {
        var caption = Papers.grounded(Papers.entity(Papers.FIRST.phrase(), Papers.FIRST.box()));
        var answered = Papers.truthBut(0, caption);

        assertThat(Measure.CAPTION_EXACT.of(answered)).isEqualTo(new Mark(0, 1));
        assertThat(Measure.GROUNDING_RECALL.of(answered)).isEqualTo(new Mark(1, 2));
        assertThat(Measure.MEAN_IOU.of(answered)).isEqualTo(new Mark(1, 2));
        assertThat(Measure.PHRASE_GROUNDING_RECALL.of(answered)).isEqualTo(new Mark(2, 2));
    }

    @Test
    void aPhraseThatIsPutElsewhereIsNotFound() {
        var elsewhere = Papers.grounded(Papers.entity(Papers.FIRST.phrase(), Papers.SECOND.box()));
        var answered = Papers.truthBut(1, elsewhere);

        assertThat(Measure.PHRASE_GROUNDING_RECALL.of(answered)).isEqualTo(new Mark(1, 2));
        assertThat(Measure.GROUNDING_RECALL.of(answered)).isEqualTo(new Mark(2, 2));
        assertThat(Claimed.boxes(answered)).extracting(Claimed::right).containsOnlyOnce(false);
    }

    @Test
    void aBoxForAPhraseThatIsNotThereIsWrong() {
        var caption =
                Papers.grounded(
                        Papers.entity(Papers.FIRST.phrase(), Papers.FIRST.box()),
                        Papers.entity("a large red whale", Papers.SECOND.box()));
        var answered = Papers.truthBut(0, caption);

        assertThat(Claimed.boxes(answered)).hasSize(4);
        assertThat(Claimed.boxes(answered)).extracting(Claimed::right).containsOnlyOnce(false);
        assertThat(Claimed.phrases(answered))
                .containsExactly(new Claimed(0.8, 0.9, true), new Claimed(0.8, 0.9, false));
        assertThat(Claimed.text(answered)).isEqualTo(new Claimed(0.8, 0.9, false));
    }

    @Test
    void referringRegionsAndAnswersAreMarkedEachOnItsOwn() {
        var one = Papers.grounded(Papers.entity("the things", Papers.FIRST.box()));

        assertThat(Measure.REFERRING_RECALL.of(Papers.truthBut(3, one))).isEqualTo(new Mark(0, 1));
        assertThat(Measure.REGION_ACCURACY.of(Papers.truthBut(4, Papers.said("It is."))))
                .isEqualTo(new Mark(0, 1));
        assertThat(Measure.ANSWER_ACCURACY.of(Papers.truthBut(7, Papers.said("Answer: blue"))))
                .isEqualTo(new Mark(2, 3));
        assertThat(Claimed.referringBoxes(Papers.truthBut(3, one)))
                .containsExactly(new Claimed(0.8, 0.9, true));
    }

    @Test
    void aBarThatNothingWasAskedForDoesNotHold() throws JsonProcessingException {
        var sheet = Sheet.withoutExam(Papers.SCENE);
        quality.add(new Answered(sheet, Papers.truth().subList(0, 3)));

        var json = json();

        assertThat(json.path("answerAccuracy").isNull()).isTrue();
        assertThat(json.at("/measures/answerAccuracy/holds").asBoolean()).isFalse();
        assertThat(json.path("barsHold").asBoolean()).isFalse();
        assertThat(report().table()).contains("not asked");
    }

    @Test
    void theBarThatIsNotRequiredDoesNotCount() {
        for (int i = 0; i < 9; i++) {
            quality.add(new Answered(Papers.SHEET, Papers.truth()));
        }
        // with one of 37 boxes wrong, 0.9 is as sure as need be
        quality.add(
                Papers.truthBut(
                        1,
                        Papers.grounded(
                                Papers.entity(Papers.FIRST.phrase(), Papers.SECOND.box()),
                                Papers.entity("a", Papers.SECOND.box()),
                                Papers.entity("b", Papers.SECOND.box()))));

        assertThat(report().table())
                .containsPattern("phraseGroundingRecallAt50 .* NO \\(not required\\)");
        assertThat(report().holds()).isTrue();
    }

    @Test
    void theTableShowsValueIntervalAndBar() {
        quality.add(new Answered(Papers.SHEET, Papers.truth()));

        assertThat(report().table())
                .contains("seeds 900000000 to 900000000", "model m, revision r")
                .containsPattern("captionExact +1\\.0000 +0\\.2065 to 1\\.0000 +>= 0\\.95 +1 +yes")
                .containsPattern("expectedCalibrationError +0\\.1000 .*<= 0\\.05 +4 +NO");
    }

    @Test
    void everyTaskHasAResult() {
        assertThatThrownBy(() -> new Answered(Papers.SHEET, List.of()))
                .hasMessage("wanted 8 results, got 0");
    }

    private JsonNode json() throws JsonProcessingException {
        return new ObjectMapper().readTree(report().json());
    }

    private QualityReport report() {
        return new QualityReport(
                World.STANDARD,
                new Seeds(900_000_000, 1),
                "m",
                "r",
                Duration.ofSeconds(2),
                quality.results());
    }
}
