package io.groundstream.console.web;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/**
 * By which names browsers may call the server.
 *
 * @param names in lower case; empty means that any will do
 */
record Hosts(Set<String> names) {
    /** Judges a Host header; its port says nothing. */
    boolean allow(@Nullable String header) {
        return names.isEmpty() || (header != null && names.contains(name(header)));
    }

    private static String name(String header) {
        int colon = header.lastIndexOf(':');
        boolean port = colon > header.lastIndexOf(']');
        return (port ? header.substring(0, colon) : header).toLowerCase(Locale.ROOT);
    }
}
