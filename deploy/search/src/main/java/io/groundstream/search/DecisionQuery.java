package io.groundstream.search;

import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.Verdict;

import org.jspecify.annotations.Nullable;

/**
 * Which decisions; what is null says nothing.
 *
 * @param ruleId of one of the findings
 * @param after where an earlier page of the same query ended
 */
public record DecisionQuery(
        @Nullable Verdict verdict,
        @Nullable DecisionReason reason,
        @Nullable String ruleId,
        @Nullable String after,
        int size) {}
