package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.groundstream.runner.bundle.Calibration.Curve;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

class PlattFitTest {
    @ParameterizedTest
    @CsvSource({"1, 0", "0.5, 1", "1.7, -2.1", "0.2, 3"})
    void findsTheCurveThatMadeTheClaims(double scale, double offset) {
        var fitted = PlattFit.of(claims(40_000, new Curve(scale, offset)));

        assertThat(fitted.scale()).isCloseTo(scale, within(0.06));
        assertThat(fitted.offset()).isCloseTo(offset, within(0.1));
    }

    @Test
    void theSameClaimsGiveTheSameCurve() {
        var claims = claims(1_000, new Curve(2, 1));

        assertThat(PlattFit.of(claims)).isEqualTo(PlattFit.of(claims));
    }

    @Test
    void claimsThatAllAreRightDoNotAskForCertainty() {
        var fitted = PlattFit.of(List.of(new Claimed(0.9, 0.9, true), new Claimed(0.6, 0.6, true)));

        double sure = 1 / (1 + Math.exp(-fitted.offset()));
        assertThat(fitted.scale()).isPositive();
        assertThat(sure).isCloseTo(0.75, within(0.01));
    }

    @Test
    void aConfidenceThatMisleadsIsFlattenedAndNotTurnedRound() {
        var fitted = PlattFit.of(claims(10_000, new Curve(-1, 0)));

        assertThat(fitted.scale()).isEqualTo(1e-3);
        assertThat(fitted.offset()).isCloseTo(0, within(0.1));
    }

    @Test
    void manyCertainClaimsAndOneWrongAreNoTrouble() {
        var claims = new ArrayList<>(Collections.nCopies(5_000, new Claimed(1, 1, true)));
        claims.add(new Claimed(1, 1, false));
        claims.add(new Claimed(0.4, 0.4, false));

        var fitted = PlattFit.of(claims);

        assertThat(fitted.scale()).isPositive().isFinite();
        assertThat(fitted.offset()).isFinite();
    }

    @Test
    void confidencesThatAreAllAlikeComeOutAsTheShareThatIsRight() {
        var claims = new ArrayList<>(Collections.nCopies(8_998, new Claimed(0.6, 0.6, true)));
        claims.addAll(Collections.nCopies(998, new Claimed(0.6, 0.6, false)));

        var fitted = PlattFit.of(claims);

        double logit = fitted.scale() * Math.log(1.5) + fitted.offset();
        assertThat(1 / (1 + Math.exp(-logit))).isCloseTo(0.9, within(1e-3));
    }

    @Test
    void nothingCannotBeFitted() {
        assertThatThrownBy(() -> PlattFit.of(List.of()))
                .hasMessageContaining("nothing was claimed");
    }

    private static List<Claimed> claims(int count, Curve truth) {
        var random = new SplittableRandom(7);
        var claims = new ArrayList<Claimed>();
        for (int i = 0; i < count; i++) {
            double logit = random.nextDouble(-6, 6);
            double right = 1 / (1 + Math.exp(-(truth.scale() * logit + truth.offset())));
            double raw = 1 / (1 + Math.exp(-logit));
            claims.add(new Claimed(raw, raw, random.nextDouble() < right));
        }
        return claims;
    }
}
