package io.groundstream.console.web;

import io.groundstream.schemas.service.ConfigException;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.util.JavalinBindException;

import org.eclipse.jetty.server.NetworkConnectionLimit;

import java.util.List;

/**
 * The running server. Each request has a virtual thread of its own; connections, headers and bodies
 * are bounded.
 */
public final class ConsoleServer implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 512;

    private final Javalin javalin;

    private ConsoleServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts answering.
     *
     * @throws ConfigException if the port is taken
     */
    public static ConsoleServer start(WebSettings settings, List<Resources> resources) {
        try {
            return new ConsoleServer(build(settings, resources).start());
        } catch (JavalinBindException e) {
            throw new ConfigException(
                    "port "
                            + settings.port()
                            + " on "
                            + settings.host()
                            + " cannot be had: set http.port to another");
        }
    }

    /** The server with all its routes, not started. */
    static Javalin build(WebSettings settings, List<Resources> resources) {
        return Javalin.create(
                config -> {
                    limit(config, settings);
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.http.prefer405over404 = true;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    var listener = new Listener(settings);
                    config.jetty.threadPool = Listener.threads();
                    config.jetty.addConnector(listener::connector);
                    config.jetty.modifyServletContextHandler(Lingering::addTo);
                    // the router reads paths as they were sent
                    config.jetty.modifyServletContextHandler(
                            context -> context.getServletHandler().setDecodeAmbiguousURIs(true));
                    config.jetty.modifyServer(
                            server -> {
                                server.setErrorHandler(new PlainErrors());
                                server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
                            });
                    route(config, settings, resources);
                });
    }

    private static void route(
            JavalinConfig config, WebSettings settings, List<Resources> resources) {
        var login = new Login(settings);
        new Guard(settings, login).addTo(config.routes);
        Errors.addTo(config.routes);
        login.addTo(config.routes);
        new Description().addTo(config.routes);
        resources.forEach(group -> group.addTo(config.routes));
        // takes every path that nobody else has
        new Pages().addTo(config.routes);
    }

    private static void limit(JavalinConfig config, WebSettings settings) {
        config.http.maxRequestSize = Guard.MAX_BODY;
        var multipart = config.jetty.multipartConfig;
        multipart.maxFileSize(settings.maxUpload(), SizeUnit.BYTES);
        multipart.maxTotalRequestSize(settings.maxUpload() + Guard.MAX_FORM, SizeUnit.BYTES);
        // pictures of strangers never lie on the disk
        multipart.maxInMemoryFileSize(settings.maxUpload(), SizeUnit.BYTES);
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        var _ = javalin.stop();
    }
}
