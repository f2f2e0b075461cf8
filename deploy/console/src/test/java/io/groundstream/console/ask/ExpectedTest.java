package io.groundstream.console.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedTest {
    @Test
    void theOneThatWasAskedAboutFirstIsForgotten() {
        var expected = new Expected(2);
        var first = expected.of("a");
        assertThat(expected.of("a")).isSameAs(first);

        var _ = expected.of("b");
        var _ = expected.of("c");

        assertThat(expected.find("a")).isEmpty();
        assertThat(expected.find("b")).isPresent();
        assertThat(expected.find("d")).isEmpty();
    }
}
