package io.groundstream.console.web;

import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.service.Settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where the console listens, and to whom.
 *
 * @param port 0 takes any free one
 * @param names by which browsers may call it, in lower case; empty means that any will do
 * @param token that a request must show; empty if none
 * @param maxUpload bytes of a picture that is tried
 */
public record WebSettings(
        String host,
        int port,
        Set<String> names,
        Optional<String> token,
        Optional<Tls> tls,
        int maxUpload) {
    private static final int SHORTEST_TOKEN = 16;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public WebSettings {
        names = Set.copyOf(names);
    }

    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static WebSettings from(Settings settings) {
        var host = settings.text("http.host", "127.0.0.1");
        var token = Optional.of(settings.text("console.token", "")).filter(t -> !t.isEmpty());
        if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
            settings.fault(
                    "console.token must have "
                            + SHORTEST_TOKEN
                            + " characters or more, this one has "
                            + token.get().length());
        }
        var tls = Tls.from(settings);
        boolean loopback = isLoopback(settings, host);
        if (!loopback && token.isEmpty() && !tls.map(Tls::isMutual).orElse(false)) {
            settings.fault(
                    "http.host "
                            + host
                            + " is not loopback: set console.token, or tls.client-auth=required"
                            + " with tls.key-store and tls.trust-store");
        }
        return new WebSettings(
                host,
                settings.integer("http.port", 8080, 0, 65_535),
                names(settings, host, loopback),
                token,
                tls,
                settings.integer(
                        "upload.max-bytes",
                        TopicSpec.MAX_INLINE_BYTES,
                        1,
                        TopicSpec.MAX_INLINE_BYTES));
    }

    /**
     * On loopback a browser is let in by the names of loopback alone: else a page of a stranger's
     * could have its own name lead here, and read what it gets. Off loopback the token is what such
     * a page does not have.
     */
    private static Set<String> names(Settings settings, String host, boolean loopback) {
        var named = settings.list("http.names");
        if (!loopback && named.isEmpty()) {
            return Set.of();
        }
        var names = new HashSet<>(LOOPBACK);
        names.add(host.indexOf(':') < 0 ? host.toLowerCase(Locale.ROOT) : "[" + host + "]");
        named.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    private static boolean isLoopback(Settings settings, String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            settings.fault("http.host: no such host: " + host);
            return true;
        }
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
