package io.groundstream.console.web;

import io.javalin.config.RoutesConfig;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The REST interface's OpenAPI description. */
final class Description implements Resources {
    private static final String FILE = "/io/groundstream/console/openapi.yaml";

    @Override
    public void addTo(RoutesConfig routes) {
        var bytes = read();
        var _ =
                routes.get(
                        "/api/v1/openapi.yaml",
                        ctx -> ctx.contentType("application/yaml").result(bytes));
    }

    private static byte[] read() {
        try (var file = Description.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the build has left out " + FILE);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
