package io.groundstream.console.web;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.time.Duration;

/** How the server listens: HTTP/1.1, over TLS if there is a certificate. */
record Listener(WebSettings settings) {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int HEADER_BYTES = 8 << 10;
    // what may stand in an imageId, encoded: slash, per cent, backslash
    private static final UriCompliance IMAGE_IDS =
            UriCompliance.DEFAULT.with(
                    "image-ids",
                    Violation.AMBIGUOUS_PATH_SEPARATOR,
                    Violation.AMBIGUOUS_PATH_ENCODING,
                    Violation.SUSPICIOUS_PATH_CHARACTERS);
    // selecting alone; requests have virtual threads
    private static final int THREADS = 12;

    static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(THREADS, 4);
        threads.setName("http");
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("request-"));
        return threads;
    }

    Connector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setUriCompliance(IMAGE_IDS);
        http.addCustomizer(new SecurityHeaders());
        var connector =
                settings.tls()
                        .map(tls -> secured(server, http, tls))
                        .orElseGet(
                                () ->
                                        new ServerConnector(
                                                server, 1, 1, new HttpConnectionFactory(http)));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE.toMillis());
        return connector;
    }

    private static ServerConnector secured(Server server, HttpConfiguration http, Tls tls) {
        // names are the guard's business
        http.addCustomizer(new SecureRequestCustomizer(false));
        var ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(tls.keys().file());
        ssl.setKeyStorePassword(tls.keys().password());
        tls.trusted()
                .ifPresent(
                        trusted -> {
                            ssl.setTrustStorePath(trusted.file());
                            ssl.setTrustStorePassword(trusted.password());
                            ssl.setNeedClientAuth(true);
                        });
        return new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(ssl, "http/1.1"),
                new HttpConnectionFactory(http));
    }
}
