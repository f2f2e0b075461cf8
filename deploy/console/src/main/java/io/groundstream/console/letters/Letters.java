package io.groundstream.console.letters;

import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.search.LetterQuery;
import io.groundstream.search.Page;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The dead letters that stand, as an index answers about them. */
public record Letters(
        Function<String, Optional<DeadLetter>> get,
        Function<LetterQuery, Page<DeadLetter>> find,
        Supplier<Map<FailureCode, Long>> counts) {}
