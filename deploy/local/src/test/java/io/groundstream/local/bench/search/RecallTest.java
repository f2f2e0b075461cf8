package io.groundstream.local.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.search.OfflineSearch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class RecallTest {
    private static final int DOCUMENTS = 1_000;

    @TempDir private Path folder;

    @Test
    void everyPhraseThatIsThereIsFoundInItsOwnBoxAndNoOther() throws Exception {
        var documents = new MadeUp(3);
        var replaced = new MadeUp(99);
        var scan = new Scan();
        try (var search = OfflineSearch.open(folder)) {
            for (int number = 0; number < DOCUMENTS; number += 3) {
                search.put(replaced.document(number));
            }
            search.refresh();
            for (int number = 0; number < DOCUMENTS; number++) {
                search.put(documents.document(number));
                scan.add(documents.document(number));
            }
            search.refresh();

            var recall = Recall.of(search.index(), scan, 300, 5);

            assertThat(recall.wanted()).as("images to find").isGreaterThan(500);
            assertThat(recall.share()).isEqualTo(1.0);
            assertThat(recall.wrong()).as("phrase of one box, confidence of another").isZero();
        }
    }

    @Test
    void everyShapeOfQueryFindsSomething() throws Exception {
        var report = SearchBench.run(new SearchBench.Options(DOCUMENTS, 10, 1), _ -> {});

        assertThat(report.holds()).isTrue();
        assertThat(report.findings()).hasSize(3 + Shape.values().length);
        assertThat(report.findings().stream().skip(3))
                .allSatisfy(
                        finding ->
                                assertThat((Long) finding.facts().get("found"))
                                        .as(finding.measure())
                                        .isNotNegative());
    }
}
