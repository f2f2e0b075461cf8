package io.groundstream.local.command;

import io.groundstream.operations.letters.LetterFilter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Which dead letters are meant: all that every given option lets through. */
final class LetterOptions {
    @Option(
            names = "--code",
            split = ",",
            paramLabel = "CODE",
            description = "why they failed: ${COMPLETION-CANDIDATES}; several with commas")
    private Set<FailureCode> codes = EnumSet.noneOf(FailureCode.class);

    @Option(
            names = "--stage",
            split = ",",
            paramLabel = "STAGE",
            description = "where they failed: ${COMPLETION-CANDIDATES}; several with commas")
    private Set<Stage> stages = EnumSet.noneOf(Stage.class);

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "failed then or later: 2026-01-31T12:00:00Z, or so long ago: 90m, 24h, 7d")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "failed before that")
    private @Nullable String until;

    LetterFilter filter(Collection<String> imageIds, Instant now) {
        return new LetterFilter(
                Set.copyOf(imageIds),
                codes,
                stages,
                moment("--since", since, now),
                moment("--until", until, now));
    }

    private static @Nullable Instant moment(String option, @Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : now.minus(Settings.parseDuration(text));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new ConfigException(
                    option
                            + " must be a time such as 2026-01-31T12:00:00Z, or how long ago it is"
                            + " (90m, 24h, 7d), got '"
                            + text
                            + "'");
        }
    }
}
