package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.address.ForbiddenAddressException;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Waiting;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One GET, without redirects and without decompression. However slowly a server answers, however
 * much it sends, and wherever it stops: the connection is cut when time is up or the limit of bytes
 * is reached. Safe for use by many threads.
 */
public final class Exchange implements AutoCloseable {
    private final CloseableHttpClient client;
    private final Replies replies;
    private final ScheduledExecutorService alarms;
    private final Waiting waiting;

    Exchange(
            CloseableHttpClient client,
            Replies replies,
            ScheduledExecutorService alarms,
            Waiting waiting) {
        this.client = client;
        this.replies = replies;
        this.alarms = alarms;
        this.waiting = waiting;
    }

    /**
     * What the target answers.
     *
     * @param until by {@link Waiting#nanoTime}
     * @throws AttemptException for everything but a body and a redirect
     */
    public Reply get(Target target, Map<String, String> headers, long until)
            throws AttemptException {
        long left = until - waiting.nanoTime();
        if (left <= 0) {
            throw late(target);
        }
        var request = new HttpGet(target.uri());
        headers.forEach(request::setHeader);
        var expired = new AtomicBoolean();
        var alarm =
                alarms.schedule(
                        () -> {
                            expired.set(true);
                            request.cancel();
                        },
                        left,
                        TimeUnit.NANOSECONDS);
        try {
            return exchange(target, request);
        } catch (IOException | IllegalStateException e) {
            throw expired.get() ? late(target) : failed(target, e);
        } finally {
            alarm.cancel(false);
        }
    }

    private Reply exchange(Target target, HttpGet request) throws IOException, AttemptException {
        var host = new HttpHost(target.scheme(), bare(target.host()), target.port());
        try (var response = client.executeOpen(host, request, HttpClientContext.create())) {
            @Nullable Reply reply = null;
            try {
                reply = replies.read(response);
                return reply;
            } finally {
                if (!(reply instanceof Reply.Body)) {
                    // or else closing would read what is left of the body
                    request.cancel();
                }
            }
        }
    }

    private static AttemptException failed(Target target, Exception e) {
        var where = target.origin();
        return switch (e) {
            case ForbiddenAddressException forbidden ->
                    AttemptException.forbidden(where + ": " + forbidden.getMessage());
            case SocketTimeoutException _ -> late(target);
            case UnknownHostException _ -> AttemptException.passing(where + " has no address");
            case SSLPeerUnverifiedException _ -> notTrusted(where, e);
            case SSLHandshakeException _ when e.getCause() instanceof CertificateException ->
                    notTrusted(where, e);
            default ->
                    AttemptException.passing(
                            where + " cannot be read: " + e.getClass().getSimpleName());
        };
    }

    private static AttemptException notTrusted(String where, Exception e) {
        return AttemptException.lasting(where + " is not trusted: " + e.getMessage());
    }

    private static AttemptException late(Target target) {
        return AttemptException.passing(target.origin() + " took too long");
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("the HTTP client did not close", e);
        }
    }
}
