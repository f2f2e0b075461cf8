package io.groundstream.search.query;

import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.search.Query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Numbers and times, and ranges of them, as Lucene's. */
final class Ranges {
    private Ranges() {}

    /** A number or a range of them. */
    static Query number(String field, Node leaf) {
        ToDoubleFunction<String> read = text -> number(text, leaf.at());
        return switch (leaf) {
            case Node.Term(var text, var pattern, _, _) when pattern == null ->
                    DoubleField.newExactQuery(field, number(text, leaf.at()));
            case Node.Range range ->
                    DoubleField.newRangeQuery(field, low(range, read), high(range, read));
            default ->
                    throw BadQueryException.at(
                            leaf.at(), field + " is a number or a range, such as [0.8 TO 1]");
        };
    }

    /** A day, a moment or a range of them. */
    static Query time(String field, Node leaf) {
        ToLongFunction<String> first = text -> millis(text, false, leaf.at());
        ToLongFunction<String> last = text -> millis(text, true, leaf.at());
        return switch (leaf) {
            case Node.Term(var text, var pattern, _, _) when pattern == null ->
                    LongField.newRangeQuery(field, first.applyAsLong(text), last.applyAsLong(text));
            case Node.Range(var low, var lowIn, var high, var highIn, _) ->
                    LongField.newRangeQuery(
                            field,
                            low == null
                                    ? Long.MIN_VALUE
                                    : lowIn ? first.applyAsLong(low) : last.applyAsLong(low) + 1,
                            high == null
                                    ? Long.MAX_VALUE
                                    : highIn
                                            ? last.applyAsLong(high)
                                            : first.applyAsLong(high) - 1);
            default ->
                    throw BadQueryException.at(
                            leaf.at(), field + " is a time or a range, such as [2026-01-01 TO *]");
        };
    }

    private static double low(Node.Range range, ToDoubleFunction<String> read) {
        var low = range.low();
        if (low == null) {
            return Double.NEGATIVE_INFINITY;
        }
        double bound = read.applyAsDouble(low);
        return range.lowIncluded() ? bound : Math.nextUp(bound);
    }

    private static double high(Node.Range range, ToDoubleFunction<String> read) {
        var high = range.high();
        if (high == null) {
            return Double.POSITIVE_INFINITY;
        }
        double bound = read.applyAsDouble(high);
        return range.highIncluded() ? bound : Math.nextDown(bound);
    }

    private static double number(String text, int at) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw BadQueryException.at(at, "'%s' is not a number".formatted(text));
    }

    private static long millis(String text, boolean last, int at) {
        try {
            if (text.indexOf('T') < 0) {
                var day = LocalDate.parse(text);
                return (last ? day.plusDays(1) : day)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toEpochMilli()
                        - (last ? 1 : 0);
            }
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw BadQueryException.at(
                    at,
                    "'%s' is neither a day (2026-01-31) nor a moment (2026-01-31T12:00:00Z)"
                            .formatted(text));
        }
    }
}
