package io.groundstream.console.moderation;

import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.search.DecisionQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * The decisions that stand, newest first: with the verdict REVIEW, the queue of what to look at.
 */
public final class DecisionResources implements Resources {
    private static final int LONGEST = 2_000;

    private final Decisions decisions;

    public DecisionResources(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/moderation/decisions", Outage.told(this::list));
    }

    private void list(Context request) {
        var query = Parameters.of(request, "verdict", "reason", "rule", "after", "size");
        var wanted =
                new DecisionQuery(
                        query.choice("verdict", Verdict.class).orElse(null),
                        query.choice("reason", DecisionReason.class).orElse(null),
                        query.text("rule", LONGEST).orElse(null),
                        query.text("after", LONGEST).orElse(null),
                        query.integer("size", 20, 1, 100));
        var counted = decisions.counts().get();
        var answer = Replies.object();
        try {
            var page = decisions.find().apply(wanted);
            answer.put("total", page.total()).put("next", page.next());
            answer.set("items", PlainJson.of(page.items()));
        } catch (IllegalArgumentException _) {
            throw new Problem(400, "BAD_REQUEST", "after must be the next of an earlier page");
        }
        var counts = answer.putObject("counts");
        for (var verdict : Verdict.values()) {
            counts.put(verdict.name(), counted.getOrDefault(verdict, 0L));
        }
        Replies.send(request, answer);
    }
}
