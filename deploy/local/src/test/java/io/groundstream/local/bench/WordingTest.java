package io.groundstream.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.embedded.Colour;
import io.groundstream.embedded.Kind;
import io.groundstream.embedded.Scenes;
import io.groundstream.embedded.Thing;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource({
        "Question: What colour is the car? Answer: red, red, true",
        "Question: What colour is the car? Answer: Red., red, true",
        "Question: How many cars are there? Answer:  two , Two., true",
        "red, red, true",
        "Question: What colour is the car? Answer:, red, false",
        "Question: Is the car red? Answer: dark red, red, false"
    })
    void anAnswerIsHeldAgainstTheTruthsWords(String text, String truth, boolean right) {
        assertThat(Wording.answers(text, truth)).isEqualTo(right);
    }

    @ParameterizedTest
    @CsvSource({
        "It is a small red car., true",
        "It is a large Red car, true",
        "It is a small blue car., false",
        "It is a small red boat., false",
        "It is a small red and blue car., false",
        "It is a small red car and a boat., false",
        "It is a small red cartwheel., false",
        "It is, false"
    })
    void aDescriptionNamesTheColourAndTheKindAndNoOther(String text, boolean right) {
        var any = Scenes.draw(1).scene().things().getFirst();
        var car = new Thing(Kind.CAR, Colour.RED, any.size(), any.box(), any.placement());

        assertThat(Wording.describes(text, car)).isEqualTo(right);
    }
}
