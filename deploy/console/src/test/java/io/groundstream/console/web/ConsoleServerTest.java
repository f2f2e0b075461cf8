package io.groundstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.web.RawHttp.Answer;
import io.groundstream.schemas.service.Settings;
import io.javalin.config.RoutesConfig;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What holds for every request, on the wire. */
class ConsoleServerTest {
    private static ConsoleServer server;
    private static RawHttp http;

    /** A few routes to be guarded. */
    private static final class Samples implements Resources {
        @Override
        public void addTo(RoutesConfig routes) {
            var _ =
                    routes.get("/api/v1/sample/{id}", ctx -> ctx.result(ctx.pathParam("id")))
                            .post("/api/v1/sample", ctx -> ctx.result("done " + ctx.body()))
                            .delete("/api/v1/sample/{id}", ctx -> ctx.status(204))
                            .get(
                                    "/api/v1/odd",
                                    ctx -> {
                                        throw new IllegalStateException("the secret of the house");
                                    })
                            .get(
                                    "/api/v1/stale",
                                    ctx -> {
                                        throw new Problem(409, "STALE", "<b>old</b>");
                                    });
        }
    }

    static ConsoleServer start(Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("http.port", "0");
        var settings = Settings.of(all);
        var web = WebSettings.from(settings);
        settings.check();
        return ConsoleServer.start(web, List.of(new Samples()));
    }

    @BeforeAll
    static void start() {
        server = start(Map.of());
        http = new RawHttp(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyAnswerCarriesEveryHeader() throws Exception {
        var endless = "x".repeat(20_000);
        var answers =
                List.of(
                        http.get("/probe-page.html"),
                        http.get("/missing.html"),
                        http.get("/api/v1/sample/a"),
                        http.get("/api/v1/stale"),
                        http.get("/api/v1/odd"),
                        http.get("/api/v1/openapi.yaml"),
                        http.ask("DELETE", "/api/v1/sample/a", "", "X-Groundstream: 1"),
                        http.ask("PATCH", "/api/v1/sample/a", "x", "X-Groundstream: 1"),
                        http.get("/api/v1/sample/a", "Host: evil.example"),
                        http.get("/" + endless),
                        http.send("nonsense\r\n\r\n"),
                        http.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n"));

        assertThat(answers)
                .extracting(Answer::status)
                .containsExactly(200, 404, 200, 409, 500, 200, 204, 405, 403, 414, 400, 400);
        for (var answer : answers) {
            assertThat(answer.header("Content-Security-Policy"))
                    .as("status %d", answer.status())
                    .isEqualTo(
                            "default-src 'none'; script-src 'self'; style-src 'self'; img-src"
                                + " 'self' blob:; connect-src 'self'; font-src 'self'; form-action"
                                + " 'self'; base-uri 'none'; frame-ancestors 'none'");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Permissions-Policy")).contains("camera=()");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.headers()).doesNotContainKeys("server", "x-powered-by");
        }
    }

    @Test
    void everyFailureIsAProblem() throws Exception {
        assertProblem(http.get("/api/v1/stale"), 409, "STALE");
        assertThat(http.get("/api/v1/stale").text()).contains("\"title\":\"<b>old</b>\"");
        assertProblem(http.get("/api/v1/none"), 404, "NOT_FOUND");
        assertProblem(
                http.ask("PUT", "/api/v1/sample/a", "", "X-Groundstream: 1"),
                405,
                "METHOD_NOT_ALLOWED");
        assertProblem(http.send("nonsense\r\n\r\n"), 400, "BAD_REQUEST");
        var odd = http.get("/api/v1/odd");
        assertProblem(odd, 500, "INTERNAL");
        assertThat(odd.text()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1"})
    void anotherHostsNameIsRefused(String name) throws Exception {
        assertProblem(http.get("/api/v1/sample/a", "Host: " + name), 403, "FORBIDDEN_HOST");
        assertProblem(http.get("/", "Host: " + name), 403, "FORBIDDEN_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080"})
    void loopbacksOwnNamesAreLetIn(String name) throws Exception {
        assertThat(http.get("/api/v1/sample/a", "Host: " + name).status()).isEqualTo(200);
    }

    @Test
    void aNameThatIsConfiguredIsLetIn() throws Exception {
        try (var named = start(Map.of("http.names", "Console.Test, b"))) {
            var ask = new RawHttp(named.port());

            assertThat(ask.get("/api/v1/sample/a", "Host: console.test:80").status())
                    .isEqualTo(200);
            assertThat(ask.get("/api/v1/sample/a", "Host: c").status()).isEqualTo(403);
        }
    }

    @Test
    void aWriteNeedsTheHeaderAndTheConsolesOwnOrigin() throws Exception {
        var own = "Origin: http://localhost:" + server.port();

        assertThat(http.post("/api/v1/sample", "it").text()).isEqualTo("done it");
        assertThat(http.post("/api/v1/sample", "it", own).status()).isEqualTo(200);
        assertProblem(http.ask("POST", "/api/v1/sample", "it"), 403, "CSRF");
        assertProblem(http.ask("DELETE", "/api/v1/sample/a", ""), 403, "CSRF");
        assertProblem(http.ask("POST", "/api/v1/session", "{}"), 403, "CSRF");
        for (var origin : List.of("http://evil.example", "null", "http://localhost:1", own + "0")) {
            assertProblem(http.post("/api/v1/sample", "it", "Origin: " + origin), 403, "CSRF");
        }
    }

    @Test
    void whatABrowserAsksForAnotherSiteIsRefused() throws Exception {
        assertProblem(http.get("/api/v1/sample/a", "Sec-Fetch-Site: cross-site"), 403, "CSRF");
        assertProblem(http.get("/api/v1/sample/a", "Sec-Fetch-Site: same-site"), 403, "CSRF");
        assertThat(http.get("/api/v1/sample/a", "Sec-Fetch-Site: same-origin").status())
                .isEqualTo(200);
        assertThat(http.get("/probe-page.html", "Sec-Fetch-Site: cross-site").status())
                .as("a link to the page")
                .isEqualTo(200);
    }

    @Test
    void bodiesAndHeadersAreBounded() throws Exception {
        var large =
                "POST /api/v1/sample HTTP/1.1\r\nHost: localhost\r\nX-Groundstream: 1\r\n"
                        + "Connection: close\r\n";

        assertProblem(http.send(large + "Content-Length: 1048577\r\n\r\n"), 413, "TOO_LARGE");
        assertProblem(
                http.send(large + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                411,
                "LENGTH_REQUIRED");
        assertThat(http.send(large + "A: " + "x".repeat(9_000) + "\r\n\r\n").status())
                .isEqualTo(431);
        assertProblem(
                http.send(
                        large
                                + "Content-Type: multipart/form-data; boundary=b\r\n"
                                + "Content-Length: 4300000\r\n\r\n"),
                413,
                "TOO_LARGE");
    }

    @Test
    void whoIsRefusedInTheMiddleOfALargeBodyStillReadsWhy() throws Exception {
        var tooLarge = "x".repeat(8 << 20);
        var large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            assertProblem(http.post("/api/v1/sample", tooLarge), 413, "TOO_LARGE");
            assertProblem(http.ask("POST", "/api/v1/sample", large), 403, "CSRF");
        }
    }

    @Test
    void aPageHasAFixedTypeAndATag() throws Exception {
        var page = http.get("/probe-page.html");
        var again = http.get("/probe-page.html", "If-None-Match: " + page.header("ETag"));

        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(page.text()).contains("a page of the tests");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.bytes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/probe-page.exe",
                "/..%2fio/groundstream/console/openapi.yaml",
                "/%2e%2e/logback-test.xml",
                "/../logback-test.xml",
                "/console/probe-page.html",
                "//probe-page.html",
                "/."
            })
    void nothingButPagesIsServed(String path) throws Exception {
        assertThat(http.get(path).status()).isIn(400, 404);
    }

    @Test
    void aNameWithASlashArrivesAsItWas() throws Exception {
        assertThat(http.get("/api/v1/sample/a%2Fb%20%25%5C%C3%A9").text()).isEqualTo("a/b %\\é");
    }

    @Test
    void withATokenOnlyPagesAndTheWayInAreOpen() throws Exception {
        var token = "a token of sixteen";
        try (var closed = start(Map.of("console.token", token))) {
            var ask = new RawHttp(closed.port());

            assertProblem(ask.get("/api/v1/sample/a"), 401, "UNAUTHORIZED");
            assertProblem(ask.get("/api/v1/openapi.yaml"), 401, "UNAUTHORIZED");
            assertProblem(ask.post("/api/v1/sample", "it"), 401, "UNAUTHORIZED");
            assertThat(ask.ask("HEAD", "/api/v1/sample/a", "").status()).isEqualTo(401);
            assertProblem(
                    ask.get("/api/v1/sample/a", "Authorization: Bearer " + token + "x"),
                    401,
                    "UNAUTHORIZED");
            assertThat(ask.get("/probe-page.html").status()).isEqualTo(200);
            assertThat(ask.get("/api/v1/sample/a", "Authorization: Bearer " + token).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSessionIsOpenedWithTheToken() throws Exception {
        var token = "a token of sixteen";
        try (var closed = start(Map.of("console.token", token))) {
            var ask = new RawHttp(closed.port());

            var opened = ask.post("/api/v1/session", "{\"token\":\"" + token + "\"}");
            var cookie = opened.header("Set-Cookie");
            var session = cookie.substring(0, cookie.indexOf(';'));

            assertThat(opened.status()).isEqualTo(204);
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/");
            assertThat(cookie).doesNotContain(token).doesNotContain("Secure");
            assertThat(ask.get("/api/v1/sample/a", "Cookie: " + session).status()).isEqualTo(200);
            assertProblem(
                    ask.get("/api/v1/sample/a", "Cookie: " + session + "0"), 401, "UNAUTHORIZED");
            assertProblem(
                    ask.get("/api/v1/sample/a", "Cookie: " + session.replaceFirst("=\\d", "=9")),
                    401,
                    "UNAUTHORIZED");
            assertProblem(ask.post("/api/v1/session", "{\"token\":\"x\"}"), 401, "UNAUTHORIZED");
            assertProblem(ask.post("/api/v1/session", "{\"token\":1}"), 400, "BAD_REQUEST");
            assertProblem(ask.post("/api/v1/session", "{"), 400, "BAD_REQUEST");
        }
    }

    private static void assertProblem(Answer answer, int status, String code) throws IOException {
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains("\"status\":" + status, "\"code\":\"" + code + "\"");
        assertThat(answer.status()).isEqualTo(status);
    }
}
