package io.groundstream.console.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

import java.time.Instant;
import java.util.Optional;

/** Takes a token for a session, and asks for one of the two wherever it is needed. */
final class Login implements Resources {
    private static final String BEARER = "Bearer ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Optional<Sessions> sessions;
    private final boolean secure;

    Login(WebSettings settings) {
        this.sessions = settings.token().map(Sessions::new);
        this.secure = settings.tls().isPresent();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.post("/api/v1/session", this::open, Access.OPEN);
    }

    /** Lets a request pass, or answers 401. */
    void require(Context ctx) {
        if (sessions.isEmpty() || isKnown(ctx, sessions.get())) {
            return;
        }
        ctx.header("WWW-Authenticate", "Bearer");
        throw new Problem(401, "UNAUTHORIZED", "the console's token is needed");
    }

    private boolean isKnown(Context ctx, Sessions known) {
        var authorization = ctx.header("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return known.isToken(authorization.substring(BEARER.length()));
        }
        return known.isOpen(ctx.cookie(cookie()), Instant.now());
    }

    private void open(Context ctx) {
        var shown = token(ctx.body());
        if (sessions.isPresent()) {
            if (!sessions.get().isToken(shown)) {
                throw new Problem(401, "UNAUTHORIZED", "this is not the console's token");
            }
            ctx.cookie(
                    new Cookie(
                            cookie(),
                            sessions.get().open(Instant.now()),
                            "/",
                            (int) Sessions.LENGTH.toSeconds(),
                            secure,
                            true,
                            null,
                            SameSite.STRICT));
        }
        ctx.status(204);
    }

    private static String token(String body) {
        try {
            var token = JSON.readTree(body).path("token");
            if (token.isTextual()) {
                return token.textValue();
            }
        } catch (JsonProcessingException _) {
            // says the same as the line below, without what it found
        }
        throw new Problem(400, "BAD_REQUEST", "a session is asked for with {\"token\": text}");
    }

    /** With TLS a name that browsers accept from this host alone. */
    private String cookie() {
        return secure ? "__Host-groundstream" : "groundstream";
    }
}
