package io.groundstream.operations.letters;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which letters are meant. What is empty or null says nothing.
 *
 * @param since the first moment that is meant
 * @param until the first moment after it that is not
 */
public record LetterFilter(
        Set<String> imageIds,
        Set<FailureCode> codes,
        Set<Stage> stages,
        @Nullable Instant since,
        @Nullable Instant until)
        implements Predicate<DeadLetter> {
    @Override
    public boolean test(DeadLetter letter) {
        return says(imageIds, letter.getImageId())
                && says(codes, letter.getCode())
                && says(stages, letter.getStage())
                && (since == null || !letter.getAt().isBefore(since))
                && (until == null || letter.getAt().isBefore(until));
    }

    private static <T> boolean says(Set<T> meant, T value) {
        return meant.isEmpty() || meant.contains(value);
    }
}
