package io.groundstream.lag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class PromQlTest {
    private final Map<String, Set<String>> known =
            Map.of("seen_total", Set.of("code"), "time_bucket", Set.of("stage", "le"));

    @Test
    void metricsAndLabelsAreToldFromFunctionsAndWords() {
        var found =
                PromQl.of(
                        "histogram_quantile(0.95, sum by (le) (rate(time_bucket{stage=\"a"
                            + " b(\"}[5m]))) > 2 and on (code) seen_total offset 5m or vector(1)");

        assertThat(found.metrics())
                .isEqualTo(Map.of("time_bucket", Set.of("stage"), "seen_total", Set.of()));
        assertThat(found.grouping()).containsExactly("code", "le");
        assertThat(found.unknown(known)).isEmpty();
    }

    @Test
    void whatTheCatalogueDoesNotHaveIsTold() {
        assertThat(PromQl.of("sum(seem_total)").unknown(known))
                .containsExactly("no metric seem_total");
        assertThat(PromQl.of("sum by (cod) (seen_total{kode=~'x'})").unknown(known))
                .containsExactly(
                        "seen_total has no label kode", "no metric here has the label cod");
        assertThat(PromQl.of("seen_total{job=\"x\"}").unknown(known)).isEmpty();
    }
}
