package io.groundstream.search;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Some of what was found.
 *
 * @param total how many were found
 * @param next asks for those that follow; null if there are none
 */
public record Page<T>(List<T> items, long total, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
