package io.groundstream.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.schemas.service.Health;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The probes that every service has; metrics are for those who have shown the token. */
public record Probes(Health health, Supplier<String> metrics) implements Resources {
    @Override
    public void addTo(RoutesConfig routes) {
        var ready = answer(health::isReady, health::reason, "starting");
        var _ = routes.get("/health", ready, Access.OPEN);
        var _ = routes.get("/health/ready", ready, Access.OPEN);
        var _ = routes.get("/health/live", answer(health::isLive, () -> "", "down"), Access.OPEN);
        var _ =
                routes.get(
                        "/metrics",
                        ctx -> ctx.contentType("text/plain; charset=utf-8").result(metrics.get()));
    }

    private static Handler answer(BooleanSupplier is, Supplier<String> reason, String otherwise) {
        return ctx -> {
            boolean yes = is.getAsBoolean();
            var why = yes ? "" : reason.get();
            var body = JsonNodeFactory.instance.objectNode();
            var _ = body.put("status", yes ? "up" : why.isEmpty() ? otherwise : "waiting");
            if (!why.isEmpty()) {
                var _ = body.put("reason", why);
            }
            ctx.status(yes ? 200 : 503)
                    .contentType("application/json")
                    .header("Cache-Control", "no-store")
                    .result(body.toString());
        };
    }
}
