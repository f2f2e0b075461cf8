package io.groundstream.schemas.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * {@code ProbeMain URL}: exit code 0 if the address answers with 2xx within some seconds, else 1
 * and one line on stderr. The health check of an image that has neither a shell nor curl.
 */
public final class ProbeMain {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(4).toMillis();

    private ProbeMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        if (args.length != 1) {
            return fail("usage: ProbeMain URL");
        }
        try {
            int status = status(args[0]);
            return status / 100 == 2 ? 0 : fail(args[0] + " answers " + status);
        } catch (IOException | IllegalArgumentException e) {
            return fail(args[0] + ": " + e);
        }
    }

    /** Quicker to start than the newer client, which counts for what runs every few seconds. */
    private static int status(String url) throws IOException {
        if (!(URI.create(url).toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IllegalArgumentException("no http address");
        }
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private static int fail(String reason) {
        System.err.println("probe: " + reason);
        return 1;
    }
}
