package io.groundstream.search;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters; what is null says nothing.
 *
 * @param after where an earlier page of the same query ended
 */
public record LetterQuery(
        @Nullable FailureCode code, @Nullable Stage stage, @Nullable String after, int size) {}
