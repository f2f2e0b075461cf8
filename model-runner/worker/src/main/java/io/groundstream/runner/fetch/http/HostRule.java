package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.AttemptException;

/**
 * One entry of the allow-list: {@code images.example.org}, {@code images.example.org:8443}, {@code
 * *.example.org} for every name below one, or {@code http://store:9000} where plain HTTP is meant.
 */
record HostRule(Target target, boolean below) {
    /**
     * @throws IllegalArgumentException if it is no such entry
     */
    static HostRule parse(String entry) {
        boolean below = entry.startsWith("*.");
        var rest = below ? entry.substring(2) : entry;
        try {
            var target = Target.parse(rest.contains("://") ? rest : "https://" + rest);
            if (!target.path().equals("/") || rest.endsWith("/")) {
                throw new IllegalArgumentException("a host without a path is meant: " + entry);
            }
            return new HostRule(target, below);
        } catch (AttemptException e) {
            throw new IllegalArgumentException("no host: " + entry + ": " + e.getMessage(), e);
        }
    }

    boolean permits(Target other) {
        boolean host =
                below
                        ? other.host().endsWith("." + target.host())
                        : other.host().equals(target.host());
        return host && other.scheme().equals(target.scheme()) && other.port() == target.port();
    }
}
