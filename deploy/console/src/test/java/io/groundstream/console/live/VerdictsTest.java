package io.groundstream.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.live.News.Annotated;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class VerdictsTest {
    private static final long SECOND = 1_000_000_000L;

    private final Verdicts verdicts = new Verdicts();
    private final List<News> out = new ArrayList<>();

    @Test
    void anAnnotationGoesWithItsDecisionWhicheverComesFirst() {
        verdicts.annotated(Samples.annotation("a", "a cat", 1), 1, 0, out);
        assertThat(out).isEmpty();
        verdicts.decided(Samples.decision("a", Verdict.BLOCK), out);
        verdicts.decided(Samples.decision("b", Verdict.REVIEW), out);
        verdicts.annotated(Samples.annotation("b", "a cat", 1), 1, 0, out);

        assertThat(judged()).containsExactly("a BLOCK", "b REVIEW");
    }

    @Test
    void anAnnotationDoesNotWaitForLong() {
        verdicts.annotated(Samples.annotation("a", "a cat", 1), 1, 0, out);
        verdicts.settle(SECOND / 4, out);
        assertThat(out).isEmpty();
        verdicts.settle(SECOND, out);

        assertThat(judged()).containsExactly("a null");
    }

    @Test
    void aDecisionAboutAnotherVersionIsNone() {
        verdicts.annotated(Samples.annotation("a", "a cat", 1), 1, 0, out);
        var other = Samples.decision("a", Verdict.BLOCK);
        other.put("version", new Version(0, 6L));
        verdicts.decided(other, out);
        verdicts.settle(SECOND, out);

        assertThat(judged()).containsExactly("a null");
    }

    @Test
    void neverHoldsMoreThanAThousandOrSo() {
        for (int i = 0; i < 5_000; i++) {
            verdicts.annotated(Samples.annotation("a" + i, "a cat", 1), 1, 0, out);
            verdicts.decided(Samples.decision("d" + i, Verdict.ALLOW), out);
        }
        verdicts.settle(0, out);

        assertThat(out).hasSizeGreaterThanOrEqualTo(5_000 - 1_024);
    }

    private List<String> judged() {
        return out.stream()
                .map(news -> (Annotated) news)
                .map(news -> news.annotation().getImageId() + " " + news.verdict())
                .toList();
    }
}
