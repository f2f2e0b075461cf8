package io.groundstream.console.search;

import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.search.SearchIndex;
import io.groundstream.search.SearchRequest;
import io.groundstream.search.query.BadQueryException;
import io.groundstream.search.query.Bounds;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/** {@code GET /api/v1/search}: a page of images, the best first, with what of them was meant. */
public final class SearchResources implements Resources {
    private static final int LONGEST_QUERY = 4_000;
    private static final int LONGEST_CURSOR = 2_000;
    private static final int MOST = 100;

    private final SearchIndex index;

    public SearchResources(SearchIndex index) {
        this.index = index;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/search", this::search);
    }

    private void search(Context ctx) {
        var request = request(ctx);
        long start = System.nanoTime();
        try {
            var found = index.find(request);
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            var _ =
                    ctx.contentType("application/json")
                            .result(FoundJson.of(request.query(), found, took).toString());
        } catch (BadQueryException e) {
            throw new Problem(400, "BAD_QUERY", String.valueOf(e.getMessage()));
        }
    }

    private static SearchRequest request(Context ctx) {
        var query =
                Parameters.of(
                        ctx,
                        "q",
                        "size",
                        "after",
                        "facets",
                        "minConfidence",
                        "minArea",
                        "maxArea",
                        "verdict");
        return new SearchRequest(
                query.text("q", LONGEST_QUERY).orElse(""),
                new Bounds(
                        share(query, "minConfidence", 0),
                        share(query, "minArea", 0),
                        share(query, "maxArea", 1)),
                query.choice("verdict", Verdict.class).orElse(null),
                query.integer("size", 20, 1, MOST),
                query.integer("facets", 10, 0, MOST),
                query.text("after", LONGEST_CURSOR).orElse(null));
    }

    /** Null for what bounds nothing, so that images without boxes are found too. */
    private static @Nullable Double share(Parameters query, String name, double all) {
        double share = query.number(name, all, 0, 1);
        return share == all ? null : share;
    }
}
