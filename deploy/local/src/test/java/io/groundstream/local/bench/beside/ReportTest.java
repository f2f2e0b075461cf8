package io.groundstream.local.bench.beside;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.bench.beside.Finding.Bar;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

class ReportTest {
    private final Finding fast =
            Finding.of("peer", "images/s", 90)
                    .beside("Python worker", 20)
                    .promised(Bar.atLeast(3))
                    .with("images", 400);
    private final Finding slow =
            Finding.of("overhead", "cpu ms", 6).beside("it", 10).promised(Bar.atMost(0.5));

    @Test
    void aBarIsHeldAgainstTheRatioWhereThereIsARival() {
        assertThat(fast.judged()).isEqualTo(4.5);
        assertThat(fast.isMissed()).isFalse();
        assertThat(slow.judged()).isEqualTo(0.6);
        assertThat(slow.isMissed()).isTrue();
    }

    @Test
    void aBarIsHeldAgainstTheNumberWhereThereIsNone() {
        assertThat(Finding.of("p95", "ms", 499).promised(Bar.atMost(500)).isMissed()).isFalse();
        assertThat(Finding.of("p95", "ms", 501).promised(Bar.atMost(500)).isMissed()).isTrue();
    }

    @Test
    void theJsonHasEachNumberItsRivalsTheRatioAndTheBar() throws IOException {
        var json = new ObjectMapper().readTree(report(fast, slow).json());

        assertThat(json.path("barsHold").asBoolean()).isFalse();
        var peer = json.path("findings").path(0);
        assertThat(peer.path("ours").asDouble()).isEqualTo(90);
        assertThat(peer.path("theirs").asDouble()).isEqualTo(20);
        assertThat(peer.path("ratio").asDouble()).isEqualTo(4.5);
        assertThat(peer.path("bar").asText()).isEqualTo(">= 3.0");
        assertThat(peer.path("holds").asBoolean()).isTrue();
        assertThat(peer.path("facts").path("images").asInt()).isEqualTo(400);
        assertThat(json.path("findings").path(1).path("holds").asBoolean(true)).isFalse();
    }

    @Test
    void theTableSaysWhichBarsHold() {
        var lines = report(fast, slow).table().lines().toList();

        assertThat(lines).anyMatch(line -> line.startsWith("peer") && line.endsWith("yes"));
        assertThat(lines).anyMatch(line -> line.startsWith("overhead") && line.endsWith("NO"));
        assertThat(lines).contains("    images: 400");
    }

    private static Report report(Finding... findings) {
        return new Report(List.of(findings), Duration.ofSeconds(9));
    }
}
