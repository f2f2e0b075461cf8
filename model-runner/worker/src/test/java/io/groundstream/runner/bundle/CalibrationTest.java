package io.groundstream.runner.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Calibration.Curve;
import io.groundstream.runner.bundle.Calibration.Subject;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

class CalibrationTest {
    private final Calibration platt =
            Calibration.platt(
                    Map.of(
                            Subject.BOX, new Curve(1, 0),
                            Subject.PHRASE, new Curve(1, -1),
                            Subject.TEXT, new Curve(0.5, 0)));

    @Test
    void noneLeavesEveryConfidenceAsItIs() {
        assertThat(Calibration.NONE.apply(Subject.BOX, 0.3)).isEqualTo(0.3);
        assertThat(Calibration.NONE.apply(Subject.TEXT, 1)).isEqualTo(1);
    }

    @Test
    void eachSubjectHasACurveOfItsOwn() {
        assertThat(platt.apply(Subject.BOX, 0.3)).isCloseTo(0.3, within(1e-12));
        assertThat(platt.apply(Subject.PHRASE, 0.5)).isCloseTo(1 / (1 + Math.E), within(1e-12));
        // a logit of ln 16 is halved to ln 4
        assertThat(platt.apply(Subject.TEXT, 16.0 / 17)).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void certaintyStaysAProbabilityBelowOne() {
        assertThat(platt.apply(Subject.BOX, 1)).isCloseTo(1 - 1e-6, within(1e-12));
        assertThat(platt.apply(Subject.BOX, 0)).isCloseTo(1e-6, within(1e-12));
    }

    @Test
    void saysEverythingThatIsWrongWithTheParameters() {
        var parameters = new HashMap<>(platt.parameters());
        parameters.remove("text.offset");
        parameters.put("box.scale", 0.0);
        parameters.put("phrase.offset", Double.NaN);
        parameters.put("caption.scale", 1.0);

        assertThatThrownBy(() -> new Calibration("platt", parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "calibration: box.scale must be above 0, is 0.0; phrase.offset must be"
                                + " finite, is NaN; text.offset is missing; caption.scale is"
                                + " unknown");
    }

    @Test
    void noneTakesNoParameters() {
        assertThatThrownBy(() -> new Calibration("none", platt.parameters()))
                .hasMessageContaining("none takes no parameters")
                .hasMessageContaining("box.scale");
    }

    @Test
    void refusesAMethodThatNobodyKnows() {
        assertThatThrownBy(() -> new Calibration("isotonic", Map.of()))
                .hasMessage("calibration: method must be none or platt, is isotonic");
    }
}
