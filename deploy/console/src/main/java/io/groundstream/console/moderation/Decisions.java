package io.groundstream.console.moderation;

import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.DecisionQuery;
import io.groundstream.search.Page;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The decisions that stand, as an index answers about them. */
public record Decisions(
        Function<String, Optional<ModerationDecision>> get,
        Function<DecisionQuery, Page<ModerationDecision>> find,
        Supplier<Map<Verdict, Long>> counts) {}
