package io.groundstream.console.letters;

import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.search.LetterQuery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The dead letters that stand, newest first, and how many there are of each code. */
public final class LetterResources implements Resources {
    private static final int LONGEST = 2_000;

    private final Letters letters;

    public LetterResources(Letters letters) {
        this.letters = letters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/dead-letters", Outage.told(this::list));
    }

    private void list(Context request) {
        var query = Parameters.of(request, "code", "stage", "after", "size");
        var wanted =
                new LetterQuery(
                        query.choice("code", FailureCode.class).orElse(null),
                        query.choice("stage", Stage.class).orElse(null),
                        query.text("after", LONGEST).orElse(null),
                        query.integer("size", 20, 1, 100));
        var answer = Replies.object();
        try {
            var page = letters.find().apply(wanted);
            answer.put("total", page.total()).put("next", page.next());
            answer.set("items", PlainJson.of(page.items()));
        } catch (IllegalArgumentException _) {
            throw new Problem(400, "BAD_REQUEST", "after must be the next of an earlier page");
        }
        var counts = answer.putObject("counts");
        letters.counts().get().forEach((code, count) -> counts.put(code.name(), count));
        Replies.send(request, answer);
    }
}
