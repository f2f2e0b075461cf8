package io.groundstream.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Resources;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.search.SearchIndices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /api/v1/status}: what this console is, and what it looks at. */
final class StatusResources implements Resources {
    private final String version = version();
    private final String prefix;
    private final Supplier<Optional<ModelInfo>> model;
    private final SearchIndices indices;
    private final Instant since;

    /**
     * @param prefix of topics
     * @param model that made the newest annotation
     * @param indices how far they are
     * @param since when the console began to look
     */
    StatusResources(
            String prefix,
            Supplier<Optional<ModelInfo>> model,
            SearchIndices indices,
            Instant since) {
        this.prefix = prefix;
        this.model = model;
        this.indices = indices;
        this.since = since;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/status", this::answer);
    }

    private void answer(Context ctx) {
        var _ = Parameters.of(ctx);
        var status = JsonNodeFactory.instance.objectNode();
        status.put("version", version);
        status.put("topicsPrefix", prefix);
        model.get()
                .ifPresent(
                        info ->
                                status.putObject("model")
                                        .put("name", info.getName())
                                        .put("revision", info.getRevision()));
        var state = status.putObject("indices").put("caughtUp", indices.isCaughtUp());
        var lag = state.putObject("lag");
        indices.lag().forEach(lag::put);
        var fault = indices.fault();
        if (fault != null) {
            state.put("fault", fault);
        }
        status.put("since", since.toString());
        ctx.contentType("application/json").result(status.toString());
    }

    private static String version() {
        try (var file = StatusResources.class.getResourceAsStream("version.txt")) {
            if (file == null) {
                throw new IllegalStateException("the build has left out the version");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
