package io.groundstream.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.live.News.Annotated;
import io.groundstream.schemas.avro.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Optional;

class FilterTest {
    private final News car = news("a red car", 0.8, Verdict.BLOCK);

    @Test
    void withoutAFilterAllIsWanted() {
        assertThat(Filter.NONE.wants(car)).isTrue();
        assertThat(Filter.NONE.wants(Samples.letter("a"))).isTrue();
    }

    @Test
    void aPhraseIsFoundWhateverItsCase() {
        assertThat(filter("RED Car", 0, null).wants(car)).isTrue();
        assertThat(filter("blue", 0, null).wants(car)).isFalse();
        assertThat(filter("red", 0, null).wants(Samples.letter("a"))).isFalse();
    }

    @Test
    void theConfidenceIsThatOfThePhraseThatMatches() {
        assertThat(filter("red", 0.8, null).wants(car)).isTrue();
        assertThat(filter("red", 0.9, null).wants(car)).isFalse();
        assertThat(filter("image of", 0.6, null).wants(car)).as("the text's").isFalse();
        assertThat(filter("", 0.5, null).wants(car)).as("the text's").isTrue();
    }

    @Test
    void aVerdictThatIsNotKnownIsNoVerdict() {
        assertThat(filter("", 0, Verdict.BLOCK).wants(car)).isTrue();
        assertThat(filter("", 0, Verdict.ALLOW).wants(car)).isFalse();
        assertThat(filter("", 0, Verdict.ALLOW).wants(news("a", 1, null))).isFalse();
    }

    private static Filter filter(String phrase, double minConfidence, @Nullable Verdict verdict) {
        return new Filter(
                Optional.of(phrase).filter(text -> !text.isEmpty()),
                minConfidence,
                Optional.ofNullable(verdict));
    }

    private static News news(String phrase, double confidence, @Nullable Verdict verdict) {
        return new Annotated(Samples.annotation("a", phrase, confidence), verdict, 1);
    }
}
