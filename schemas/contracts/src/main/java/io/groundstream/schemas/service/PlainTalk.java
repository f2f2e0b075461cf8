package io.groundstream.schemas.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;

/**
 * Tries whether a broker that is to be spoken to without TLS wants TLS. Kafka's client would take
 * the broker's complaint for the size of an answer, and ask for 352 MB of memory to read it.
 */
public final class PlainTalk {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TLS_ALERT = 0x15;
    private static final String PLAIN = "PLAINTEXT";

    /** Which versions do you speak? 10 bytes: ApiVersions (18), version 0, and no client's name. */
    private static final byte[] QUESTION = {0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0, -1, -1};

    private PlainTalk() {}

    /**
     * True if the first of {@code bootstrap.servers} answers as TLS does; false also if nobody
     * answers, or we speak TLS anyway.
     */
    public static boolean meetsTls(Map<String, ?> config) {
        var configured = config.get("security.protocol");
        var protocol = configured == null ? PLAIN : String.valueOf(configured);
        var server = String.valueOf(config.get("bootstrap.servers")).split(",", 2)[0].strip();
        int colon = server.lastIndexOf(':');
        return protocol.endsWith(PLAIN)
                && colon > 0
                && server.substring(colon + 1).matches("\\d{1,5}")
                && meetsTls(
                        server.substring(0, colon),
                        Integer.parseInt(server, colon + 1, server.length(), 10));
    }

    /**
     * Returns if no TLS is met.
     *
     * @throws ConfigException if it is
     */
    public static void require(Map<String, ?> config) {
        if (meetsTls(config)) {
            throw new ConfigException(
                    "the cluster at %s speaks TLS, and we do not: set kafka.security.protocol to"
                                    .formatted(config.get("bootstrap.servers"))
                            + " SSL or SASL_SSL");
        }
    }

    /** True if the first byte of the answer to the smallest question is that of a TLS alert. */
    private static boolean meetsTls(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            // in one piece: a server that hangs up while a second one is on its way takes its
            // alert back with it
            socket.getOutputStream().write(QUESTION);
            return socket.getInputStream().read() == TLS_ALERT;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
