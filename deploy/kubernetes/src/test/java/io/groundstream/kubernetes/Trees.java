package io.groundstream.kubernetes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Walks over plain maps and lists. */
final class Trees {
    private Trees() {}

    /**
     * A copy in which each field's value, from the leaves up, is what {@code change} makes of it.
     */
    static Object map(Object node, BiFunction<String, Object, Object> change) {
        return switch (node) {
            case null -> null;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach(
                        (key, value) ->
                                copy.put(
                                        String.valueOf(key),
                                        change.apply(String.valueOf(key), map(value, change))));
                yield copy;
            }
            case List<?> list -> list.stream().map(item -> map(item, change)).toList();
            default -> node;
        };
    }

    /** A copy with other texts at its leaves. */
    static Object leaves(Object node, UnaryOperator<String> change) {
        return switch (node) {
            case null -> null;
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> copy.put(String.valueOf(key), leaves(value, change)));
                yield copy;
            }
            case List<?> list -> list.stream().map(item -> leaves(item, change)).toList();
            case String text -> change.apply(text);
            default -> node;
        };
    }
}
