package io.groundstream.console.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The page's files, from the class path. A file's name tells its type, and one of another type is
 * not there. Browsers ask each time whether what they have still stands.
 */
final class Pages implements Resources {
    private static final String FOLDER = "/console/";
    private static final Pattern NAME =
            Pattern.compile("(?:[A-Za-z0-9_-]{1,64}/){0,4}[A-Za-z0-9_-]{1,64}\\.([a-z0-9]{1,11})");
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "woff2", "font/woff2",
                    "webmanifest", "application/manifest+json",
                    "txt", "text/plain; charset=utf-8");

    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private static final class Page {
        private final byte[] bytes;
        private final String type;
        private final String tag;

        Page(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
            this.tag = '"' + digest(bytes) + '"';
        }
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/", ctx -> answer(ctx, "index.html"), Access.OPEN);
        var _ = routes.get("/<file>", ctx -> answer(ctx, ctx.pathParam("file")), Access.OPEN);
    }

    private void answer(Context ctx, String name) {
        var page = pages.computeIfAbsent(name, Pages::load);
        if (page == null) {
            throw new Problem(404, "NOT_FOUND", "there is no such page");
        }
        ctx.header("Cache-Control", "no-cache").header("ETag", page.tag);
        if (page.tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(page.type).result(page.bytes);
    }

    private static @Nullable Page load(String name) {
        var parts = NAME.matcher(name);
        var type = parts.matches() ? TYPES.get(parts.group(1)) : null;
        if (type == null) {
            return null;
        }
        try (var file = Pages.class.getResourceAsStream(FOLDER + name)) {
            return file == null ? null : new Page(file.readAllBytes(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
