package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FittedCalibrationTest {
    @BeforeAll
    static void vouch() {
        TrustedRecords.vouch();
    }

    @Test
    void writesWhatTheImportReadsAndWhatItWasFittedOn() throws JsonProcessingException {
        var evidence = new Evidence();
        for (int i = 0; i < 100; i++) {
            evidence.add(new Answered(Papers.SHEET, Papers.truth()));
        }

        var fitted = FittedCalibration.of(evidence, new Seeds(8, 100), "m r");

        var json = new ObjectMapper().readTree(fitted.json());
        assertThat(json.path("method").asText()).isEqualTo("platt");
        assertThat(json.path("parameters").size()).isEqualTo(6);
        assertThat(json.at("/fitted/seed").asInt()).isEqualTo(8);
        assertThat(json.at("/fitted/box/cases").asInt()).isEqualTo(400);
        assertThat(json.at("/fitted/phrase/right").asInt()).isEqualTo(200);
        // all were right at a raw confidence of 0.8
        assertThat(json.at("/fitted/box/errorBefore").asDouble()).isEqualTo(0.2);
        assertThat(json.at("/fitted/box/errorAfter").asDouble()).isLessThan(0.01);
        assertThat(fitted.table()).contains("text    100 of 100 right");
    }
}
