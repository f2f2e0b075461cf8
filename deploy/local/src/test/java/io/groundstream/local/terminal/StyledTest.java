package io.groundstream.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StyledTest {
    private static final String RED = "\u001b[0;31m";
    private static final String OFF = "\u001b[0m";

    @Test
    void breaksBetweenWordsAndIndentsWhatFollows() {
        var text = new Styled().add("12:00  a small brown ").add(Style.RED, "car").add(", a tree");

        assertThat(text.render(false, 20, 4)).isEqualTo("12:00  a small brown\n    car, a tree");
    }

    @Test
    void aWordOfTwoColoursIsNotBroken() {
        var text = new Styled().add("a ").add(Style.RED, "car").add(", b");

        assertThat(text.render(true, 5, 0)).isEqualTo("a\n" + RED + "car" + OFF + ",\nb");
    }

    @Test
    void aWordThatIsTooLongIsBrokenWhereTheLineEnds() {
        assertThat(new Styled().add("ab cdefghijkl").render(false, 6, 2))
                .isEqualTo("ab\n  cdef\n  ghij\n  kl");
    }

    @Test
    void wideLettersTakeTwoColumnsAndAccentsNone() {
        assertThat(new Styled().add("猫猫 猫猫").render(false, 8, 0)).isEqualTo("猫猫\n猫猫");
        assertThat(new Styled().add("e\u0301e\u0301 e\u0301").render(false, 4, 0))
                .isEqualTo("e\u0301e\u0301 e\u0301");
    }

    @Test
    void withoutColoursThereIsNoSequence() {
        assertThat(new Styled().add(Style.BOLD, "a").add(Style.RED, " b")).hasToString("a b");
    }

    @Test
    void noWidthMeansOneLine() {
        assertThat(new Styled().add("word ".repeat(100)).render(true, 0, 4)).doesNotContain("\n");
    }

    @Test
    void onlyOurOwnSequencesReachTheTerminal() {
        var text = new Styled().add(Style.RED, "\u001b[2J\nforged");

        assertThat(text.render(true, 80, 4)).isEqualTo(RED + "\\u001b[2J\\u000aforged" + OFF);
    }
}
