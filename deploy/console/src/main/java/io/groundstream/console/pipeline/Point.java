package io.groundstream.console.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.console.pipeline.Instance.Kind;
import io.groundstream.console.request.Replies;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured at one moment.
 *
 * @param at seconds since 1970, UTC
 * @param values without those that could not be measured
 */
record Point(long at, Map<Series, Double> values, List<State> states) {
    /** How an instance is. */
    record State(Kind kind, String instance, boolean up) {}

    /** An empty one, to be filled. */
    static Point at(long second, List<State> states) {
        return new Point(second, new EnumMap<>(Series.class), states);
    }

    /** What is not a number was not measured. */
    void put(Series series, double value) {
        if (Double.isFinite(value)) {
            values.put(series, value);
        }
    }

    /** Null where nothing was measured. */
    ObjectNode json() {
        var node = Replies.object().put("at", at);
        for (var series : Series.values()) {
            node.put(series.label(), values.get(series));
        }
        putStates(node);
        return node;
    }

    /** Who is up; {@code unknown} are those that have not answered yet. */
    void putStates(ObjectNode node) {
        for (var kind : Kind.values()) {
            var list = node.putArray(label(kind));
            states.stream().filter(state -> state.kind() == kind).forEach(s -> add(list, s));
        }
    }

    private static void add(ArrayNode list, State state) {
        list.addObject().put("instance", state.instance()).put("up", state.up());
    }

    private static String label(Kind kind) {
        return switch (kind) {
            case RUNNER -> "runners";
            case TOPOLOGY -> "topologies";
            case UNKNOWN -> "unknown";
        };
    }
}
