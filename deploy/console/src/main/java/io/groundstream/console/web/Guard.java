package io.groundstream.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * Stands before every route. It refuses other hosts' names, bodies that are too large or do not say
 * their size, writes that another site's page could have sent, and, where a route is not open,
 * whoever has not shown the token and every request that a browser made for another site.
 */
final class Guard {
    /** Bytes of a body that holds no picture. */
    static final long MAX_BODY = 1L << 20;

    /** Bytes of a form beside its picture. */
    static final long MAX_FORM = 64L << 10;

    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Hosts hosts;
    private final long maxUpload;
    private final Login login;

    Guard(WebSettings settings, Login login) {
        this.hosts = new Hosts(settings.names());
        this.maxUpload = settings.maxUpload() + MAX_FORM;
        this.login = login;
    }

    void addTo(RoutesConfig routes) {
        var _ = routes.before(this::check);
        var _ = routes.beforeMatched(this::authorise);
    }

    private void check(Context ctx) {
        // whoever probes may know an address alone
        if (!ctx.path().startsWith("/health") && !hosts.allow(ctx.header("Host"))) {
            throw new Problem(
                    403, "FORBIDDEN_HOST", "the console does not go by this name: set http.names");
        }
        checkBody(ctx);
        if (!READS.contains(ctx.method())) {
            checkWrite(ctx);
        }
    }

    private void checkBody(Context ctx) {
        if (ctx.header("Transfer-Encoding") != null) {
            throw new Problem(411, "LENGTH_REQUIRED", "a body needs a Content-Length");
        }
        long most = ctx.isMultipart() ? maxUpload : MAX_BODY;
        if (ctx.req().getContentLengthLong() > most) {
            throw new Problem(413, "TOO_LARGE", "a body has up to " + most + " bytes here");
        }
    }

    private static void checkWrite(Context ctx) {
        if (!"1".equals(ctx.header("X-Groundstream"))) {
            throw new Problem(403, "CSRF", "a write needs the header X-Groundstream: 1");
        }
        var origin = ctx.header("Origin");
        if (origin != null && !isOwn(origin, ctx.header("Host"))) {
            throw new Problem(403, "CSRF", "a write must come from the console's own page");
        }
    }

    private void authorise(Context ctx) {
        if (ctx.routeRoles().contains(Access.OPEN)) {
            return;
        }
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            throw new Problem(403, "CSRF", "a browser asks for another site's page");
        }
        login.require(ctx);
        // unless the route says otherwise
        ctx.header("Cache-Control", "no-store");
    }

    /** The scheme does not count: TLS may end before the server. */
    private static boolean isOwn(String origin, @Nullable String host) {
        int authority = origin.indexOf("://");
        return host != null
                && authority > 0
                && origin.substring(authority + 3).equalsIgnoreCase(host);
    }
}
