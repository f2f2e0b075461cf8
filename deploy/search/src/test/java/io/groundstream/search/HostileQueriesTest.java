package io.groundstream.search;

import static io.groundstream.search.Documents.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.search.query.BadQueryException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** Whatever is asked, the answer is images or what is wrong, and where. */
class HostileQueriesTest {
    private static final String[] PIECES = {
        "cat",
        "AND",
        "OR",
        "NOT",
        "(",
        ")",
        "\"",
        "[",
        "]",
        "{",
        "}",
        "TO",
        "*",
        "?",
        "~",
        "~2",
        "^",
        ":",
        "phrase:",
        "confidence:",
        "caption:",
        "attributes.",
        "attributes.a:",
        "annotatedAt:",
        "0.8",
        "1e999",
        "NaN",
        ">",
        "<=",
        "-",
        "+",
        "!",
        "&&",
        "||",
        "\\",
        "/",
        "/ca./",
        " ",
        "  ",
        "\t",
        "\0",
        "😀",
        "\ud800",
        "the",
        "ca*",
        "cat~",
        "[0 TO 1]",
        "{* TO *}",
        "2026-01-01",
        "-999999999-01-01",
        "mediaType:",
        "é"
    };

    @TempDir private Path folder;
    private OfflineSearch search;

    @BeforeEach
    void open() {
        search = OfflineSearch.open(folder);
        search.put(Documents.of("a", "A cat and a café 😀", box("a cat", 0.9)));
        search.refresh();
    }

    @AfterEach
    void close() throws IOException {
        search.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "a cat                        | at character 1: this quotation is not closed
                    cat AND                       | at character 8: something is missing at the end
                    cat (dog                      | at character 5: this bracket is not closed
                    cat) dog                      | at character 4: this bracket was not opened
                    ()                            | at character 2: something is missing before this bracket
                    OR cat                        | at character 1: OR stands between nothing
                    colour:red                    | at character 1: no field is called colour
                    😀 colour:x                   | at character 3: no field is called colour
                    confidence:high               | at character 12: 'high' is not a number
                    confidence:[0.8 1]            | at character 12: a range is written
                    confidence:[0.8 TO            | at character 12: a bound is missing
                    confidence:[0.8 TO 1          | at character 12: this range is not closed
                    confidence:NaN                | at character 12: 'NaN' is not a number
                    [0.8 TO 1]                    | at character 1: a range needs its field
                    caption:[a TO b]              | at character 9: text has no ranges
                    phrase:(caption:x)            | at character 9: caption cannot stand inside
                    annotatedAt:yesterday         | at character 13: 'yesterday' is neither a day
                    attributes.:x                 | at character 1: an attribute is written
                    *                             | at character 1: * and ? need 2 letters
                    *cat                          | at character 1: * and ? need 2 letters
                    ca*t*s*e*d*                   | at character 1: a word has at most 4
                    /c.t/                         | at character 1: regular expressions
                    cat^2                         | at character 4: weights
                    ca~                           | at character 3: a word with ~ has 3 to 40
                    cat~9                         | at character 5: by how many letters
                    "red car"~99                  | at character 11: how far
                    the of                        | these words are too common
                    -                             | at character 2: something is missing at the end
                    """)
    void saysWhatIsWrongAndWhere(String query, String fault) {
        assertThatThrownBy(() -> ask(query))
                .isInstanceOf(BadQueryException.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void hasLimits() {
        assertThatThrownBy(() -> ask("x".repeat(1_001))).hasMessageContaining("at most 1000");
        assertThatThrownBy(() -> ask("cat ".repeat(65))).hasMessageContaining("at most 64 clauses");
        assertThatThrownBy(() -> ask("(".repeat(300))).hasMessageContaining("nested more than 20");
        assertThatThrownBy(() -> ask("-".repeat(300))).hasMessageContaining("nested more than 20");
        assertThatThrownBy(() -> ask("cat* ".repeat(9))).hasMessageContaining("at most 8 words");
        assertThatThrownBy(() -> ask("cat~ ".repeat(9))).hasMessageContaining("at most 8 words");
        assertThatThrownBy(() -> ask("abcdefghijk".repeat(80) + "~2"))
                .hasMessageContaining("3 to 40 letters");
    }

    @Test
    void neverFailsOtherwise() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            var query = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                query.append(PIECES[random.nextInt(PIECES.length)]);
                query.append(random.nextBoolean() ? " " : "");
            }
            try {
                assertThat(ask(query.toString()).total()).isBetween(0L, 1L);
            } catch (BadQueryException e) {
                assertThat(e).hasMessageNotContaining("lucene");
            }
        }
    }

    private Found ask(String query) {
        return search.index().find(SearchRequest.of(query));
    }
}
