package io.groundstream.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "naïve café",
                "東京の猫",
                "👩‍👧 and 🏳️‍🌈",
                "עברית و عربي",
                "tags <b> & \\ \" %s",
            })
    void textStaysAsItIs(String text) {
        assertThat(Printable.line(text)).isEqualTo(text);
    }

    @Test
    void whatSteersATerminalIsShownInstead() {
        assertThat(Printable.line("\u001b[31mred\u0007 \u009b2J\u007f"))
                .isEqualTo("\\u001b[31mred\\u0007 \\u009b2J\\u007f");
    }

    @Test
    void whatTurnsOrHidesTextIsShownInstead() {
        assertThat(Printable.line("a\u202eb\u2066c\ufeffd\u2028e\ud83d"))
                .isEqualTo("a\\u202eb\\u2066c\\ufeffd\\u2028e\\ud83d");
        assertThat(Printable.line("x\udb40\udc41")).isEqualTo("x\\udb40\\udc41");
    }

    @Test
    void aLineIsOneLine() {
        assertThat(Printable.line("one\ntwo\r\tthree"))
                .isEqualTo("one\\u000atwo\\u000d\\u0009three");
        assertThat(Printable.lines("one\n\ttwo\r")).isEqualTo("one\n\ttwo\\u000d");
    }

    @Test
    void anObjectReadsBackAsItWas() throws JsonProcessingException {
        var hostile = "\u001b]0;title\u0007 \u009b2J \u202e \udb40\udc41 \n \" \\";
        var node = JsonNodeFactory.instance.objectNode().put(hostile, hostile);

        var printed = Printable.line(node.toString());

        assertThat(printed.codePoints()).allMatch(c -> c >= 0x20 && c < 0x7f);
        assertThat(new ObjectMapper().readTree(printed)).isEqualTo(node);
    }
}
