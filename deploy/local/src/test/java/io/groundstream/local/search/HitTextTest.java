package io.groundstream.local.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.terminal.Styled;

import org.junit.jupiter.api.Test;

class HitTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void hasTheNameTheMarkedWordsAndTheBoxesThatWereMeant() throws Exception {
        var lines = HitText.of(JSON.readTree(item("\"😀 a red car.\"", "[[4,11]]")));

        assertThat(lines)
                .extracting(Styled::toString)
                .containsExactly(
                        "a.png  😀 a red car.", "    a red car [0.10 0.20 0.50 0.70] 0.93");
        assertThat(lines.getFirst().render(true, 0, 0)).contains("\u001b[0;32mred car");
    }

    @Test
    void whatSteersATerminalIsShownAndNotObeyed() throws Exception {
        var lines = HitText.of(JSON.readTree(item("\"\\u001b[2J red car\"", "[]")));

        assertThat(lines.getFirst().toString()).isEqualTo("a.png  \\u001b[2J red car");
    }

    private static String item(String text, String spans) {
        return """
        {"imageId": "a.png", "caption": "?", "matchedEntities": [1],
         "highlights": [{"field": "caption", "text": %s, "spans": %s}],
         "document": {"entities": [{"phrase": "no"},
           {"phrase": "a red car", "box": {"x0": 0.1, "y0": 0.2, "x1": 0.5, "y1": 0.7}, "confidence": 0.93}]}}
        """
                .formatted(text, spans);
    }
}
