package io.groundstream.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.regex.Pattern;

class TraceTest {
    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** One character of a valid one replaced, put in or taken away. */
    @RepeatedTest(500)
    void keepsWhatIsValidAndReplacesWhatIsNot(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        var text = new StringBuilder(Trace.create().parent());
        char other = "0af-gA1\u0660".charAt(random.nextInt(8));
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> text.setCharAt(at, other);
            case 1 -> text.insert(at, other);
            default -> text.deleteCharAt(at);
        }
        var given = text.toString();

        var trace = Trace.of(given).parent();

        assertThat(trace).matches(VALID);
        assertThat(trace.equals(given)).isEqualTo(VALID.matcher(given).matches());
    }

    @Test
    void idsOfZerosAreNotValid() {
        var id = "0123456789abcdef";

        assertThat(Trace.of("00-" + "0".repeat(32) + "-" + id + "-01").parent())
                .doesNotContain("0".repeat(32));
        assertThat(Trace.of("00-" + id + id + "-" + "0".repeat(16) + "-01").parent())
                .doesNotContain("0".repeat(16));
    }
}
