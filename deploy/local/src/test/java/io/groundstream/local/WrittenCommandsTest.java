package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every command line of the README and of the docs is one that the program takes. */
class WrittenCommandsTest {
    private static final Path ROOT = Path.of("../..");

    /** A line of a code block, or a span of code that has an option. */
    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?m)^ {4,}(?:sudo |bin/|\\./)?(groundstream (?!:).*)$"
                            + "|`(?:\\./)?(groundstream [^`]* --[^`]*)`");

    /** `show|put` names several commands, and `up --model …` one of many values. */
    private static final Pattern SHORTHAND = Pattern.compile("\\w\\|\\w");

    private record Written(Path file, String line) {
        @Override
        public String toString() {
            return file.getFileName() + ": " + line;
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isTaken(Written command) {
        assertThatCode(() -> new WrittenCommand(command.line()).parsed())
                .as(command.toString())
                .doesNotThrowAnyException();
    }

    @Test
    void theRunbookHasSome() throws IOException {
        assertThat(in(ROOT.resolve("docs/runbook.md"))).hasSizeGreaterThan(10);
    }

    static List<Written> commands() throws IOException {
        try (var docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(file -> in(file).stream())
                    .toList();
        }
    }

    private static List<Written> in(Path file) {
        try {
            return COMMAND.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .filter(line -> !SHORTHAND.matcher(line).find())
                    // any code of a dead letter
                    .map(line -> line.replace(" CODE", " FETCH"))
                    .map(line -> new Written(file, line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
