package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is said to people who typed something wrong: one line, with a hint. */
class ErrorsTest {
    @Test
    void aCommandThatIsAlmostRightIsSuggested() {
        var printed = Keyboard.type("wacth");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err())
                .hasLineCount(1)
                .startsWith("groundstream: ")
                .contains("wacth", "did you mean", "watch");
    }

    @Test
    void aGroupSaysWhatBelongsToIt() {
        var printed = Keyboard.type("model");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err())
                .hasLineCount(1)
                .startsWith("groundstream model: Missing required subcommand: ")
                .contains("import, quantize, show, verify, decode", "--help");
    }

    @Test
    void whatWasTypedDoesNotSteerTheTerminal() {
        var printed = Keyboard.type("watch", "\u001b[31mtopic\n");

        assertThat(printed.exitCode()).isEqualTo(2);
        assertThat(printed.err()).contains("\\u001b[31mtopic").doesNotContain("\u001b");
    }
}
