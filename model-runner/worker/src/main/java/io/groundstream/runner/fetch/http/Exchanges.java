package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.address.Gate;
import io.groundstream.runner.fetch.attempt.Waiting;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import javax.net.ssl.SSLContext;

/**
 * Makes the one client that all fetching goes through: its names are looked up and its sockets
 * opened by the {@link Gate}; TLS sends and verifies the name of the host; headers are bounded.
 * Redirects, retries, cookies, proxies and decompression, which it could do by itself, are off.
 */
public final class Exchanges {
    private static final TimeValue KEPT = TimeValue.ofMinutes(1);
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_HEADERS = 200;

    private Exchanges() {}

    /**
     * A client within these limits.
     *
     * @param maxBytes of a body
     */
    public static Exchange open(
            Gate gate, SSLContext tls, WebLimits limits, long maxBytes, Waiting waiting) {
        var alarms =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("fetch-alarms").daemon().factory());
        alarms.setRemoveOnCancelPolicy(true);
        return new Exchange(
                client(gate, tls, limits),
                new Replies(maxBytes, Clock.systemUTC()),
                alarms,
                waiting);
    }

    private static CloseableHttpClient client(Gate gate, SSLContext tls, WebLimits limits) {
        var whole = Timeout.of(limits.whole());
        return HttpClients.custom()
                .setConnectionManager(connections(gate, tls, limits))
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(whole)
                                .setResponseTimeout(whole)
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .setUserAgent("groundstream")
                .evictIdleConnections(KEPT)
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(
            Gate gate, SSLContext tls, WebLimits limits) {
        var strategies =
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", new DefaultClientTlsStrategy(tls))
                        .build();
        var connections =
                new PoolingHttpClientConnectionManager(
                        new DefaultHttpClientConnectionOperator(
                                _ -> gate.socket(), null, new GateResolver(gate), strategies),
                        PoolConcurrencyPolicy.STRICT,
                        PoolReusePolicy.LIFO,
                        KEPT,
                        ManagedHttpClientConnectionFactory.builder()
                                .http1Config(
                                        Http1Config.custom()
                                                .setMaxLineLength(LONGEST_LINE)
                                                .setMaxHeaderCount(MOST_HEADERS)
                                                .build())
                                .build());
        var connect = Timeout.of(limits.connect());
        connections.setMaxTotal(limits.concurrency());
        connections.setDefaultMaxPerRoute(limits.concurrency());
        connections.setDefaultConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(limits.whole()))
                        .setTimeToLive(KEPT)
                        .build());
        connections.setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build());
        return connections;
    }

    private record GateResolver(Gate gate) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return gate.lookUp(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
