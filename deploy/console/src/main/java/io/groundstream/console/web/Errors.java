package io.groundstream.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;

import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure as {@code application/problem+json}; of what nobody foresaw only the log tells. */
final class Errors {
    static final String TYPE = "application/problem+json";

    private static final Logger log = LoggerFactory.getLogger(Errors.class);

    private Errors() {}

    static void addTo(RoutesConfig routes) {
        var _ =
                routes.exception(
                        Problem.class,
                        (e, ctx) ->
                                answer(ctx, e.status(), e.code(), String.valueOf(e.getMessage())));
        var _ =
                routes.exception(
                        HttpResponseException.class, (e, ctx) -> plain(ctx, e.getStatus()));
        var _ =
                routes.exception(
                        HttpException.RuntimeException.class, (e, ctx) -> plain(ctx, e.getCode()));
        var _ = routes.exception(Exception.class, Errors::unforeseen);
    }

    /** The answer's body. */
    static String json(int status, String code, String title) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("code", code)
                .put("title", title)
                .toString();
    }

    /** The code of a status that says it all. */
    static String code(int status) {
        return status == 413 ? "TOO_LARGE" : HttpStatus.forStatus(status).name();
    }

    static String title(int status) {
        return HttpStatus.forStatus(status).getMessage();
    }

    private static void plain(Context ctx, int status) {
        answer(ctx, status, code(status), title(status));
    }

    private static void unforeseen(Exception e, Context ctx) {
        log.atError()
                .addKeyValue("method", ctx.method().name())
                .addKeyValue("route", ctx.endpoint().path)
                .setCause(e)
                .log("a request failed");
        answer(ctx, 500, "INTERNAL", "the console failed; its log tells why");
    }

    private static void answer(Context ctx, int status, String code, String title) {
        ctx.status(status)
                .contentType(TYPE)
                .header("Cache-Control", "no-store")
                .result(json(status, code, title));
    }
}
