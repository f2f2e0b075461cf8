package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.AttemptException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Locale;

/**
 * What a URL points to, with nothing left to interpretation: no user, no fragment, a host in its
 * one canonical form, a port.
 *
 * @param scheme {@code https} or {@code http}
 * @param host in lower case; an IPv6 address is in brackets
 * @param path and query, as they were written
 */
public record Target(String scheme, String host, int port, String path) {
    private static final int LONGEST = 8_192;

    /**
     * Reads a URL.
     *
     * @throws AttemptException FORBIDDEN_SOURCE if it is not such a URL
     */
    public static Target parse(String text) throws AttemptException {
        if (text.length() > LONGEST) {
            throw AttemptException.forbidden("a URL has up to " + LONGEST + " characters");
        }
        try {
            return of(URI.create(text));
        } catch (IllegalArgumentException _) {
            throw AttemptException.forbidden("no usable URL");
        }
    }

    /** Where a redirect leads; from https never to anything else. */
    Target follow(String location) throws AttemptException {
        if (location.length() > LONGEST) {
            throw AttemptException.forbidden("redirected to too long a URL");
        }
        Target next;
        try {
            next = of(uri().resolve(location));
        } catch (IllegalArgumentException _) {
            throw AttemptException.forbidden("redirected to no usable URL");
        }
        if (scheme.equals("https") && !next.scheme.equals("https")) {
            throw AttemptException.forbidden("redirected from https to " + next.origin());
        }
        return next;
    }

    /** The same place with another path. */
    public Target at(String otherPath) {
        return new Target(scheme, host, port, otherPath);
    }

    public URI uri() {
        return URI.create(origin() + path);
    }

    /** Without path and query, in which there may be secrets; a default port is not written. */
    public String origin() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    private static Target of(URI uri) throws AttemptException {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw AttemptException.forbidden("neither https nor http");
        }
        if (uri.getRawUserInfo() != null) {
            throw AttemptException.forbidden("a URL must not have a user in it");
        }
        if (uri.getHost() == null) {
            throw AttemptException.forbidden("a URL must have a plain host name");
        }
        var host = Hosts.canonical(uri.getHost());
        int port = uri.getPort() == -1 ? defaultPort(scheme) : uri.getPort();
        if (port < 1 || port > 65_535) {
            throw AttemptException.forbidden("no such port: " + port);
        }
        return new Target(scheme, host, port, path(uri.getRawPath(), uri.getRawQuery()));
    }

    private static String path(@Nullable String path, @Nullable String query) {
        var some = path == null || path.isEmpty() ? "/" : path;
        // two slashes at the beginning could be read as the beginning of a host
        var one = some.startsWith("//") ? "/" + some.replaceFirst("^/+", "") : some;
        return query == null ? one : one + "?" + query;
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }
}
