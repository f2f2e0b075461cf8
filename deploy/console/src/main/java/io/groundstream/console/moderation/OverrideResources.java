package io.groundstream.console.moderation;

import io.groundstream.console.request.JsonBody;
import io.groundstream.console.request.Outage;
import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.moderation.Judgement;
import io.groundstream.operations.moderation.OverrideTopic;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.ConfigException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import java.io.IOException;
import java.time.Instant;

/**
 * People's verdicts. One holds for the content that the person has seen and no other, whatever
 * comes between: the topology compares the digest again.
 */
public final class OverrideResources implements Resources {
    private static final int MOST_ID_CHARS = 512;

    private final OverrideTopic topic;
    private final Decisions decisions;

    public OverrideResources(Cluster cluster, Registry registry, Decisions decisions) {
        this.topic = new OverrideTopic(cluster, registry);
        this.decisions = decisions;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.post("/api/v1/moderation/overrides", Outage.told(this::decide));
        var _ =
                routes.delete(
                        "/api/v1/moderation/overrides/{imageId}", Outage.told(this::withdraw));
    }

    private void decide(Context request) throws IOException, InterruptedException {
        var _ = Parameters.of(request);
        var body =
                JsonBody.of(
                        request,
                        "BAD_OVERRIDE",
                        "imageId",
                        "contentSha256",
                        "verdict",
                        "reason",
                        "actor");
        var imageId = body.text("imageId");
        var content = body.text("contentSha256");
        if (!content.matches("[0-9a-f]{64}")) {
            throw body.bad("contentSha256 must be 64 lower-case hex digits");
        }
        var judgement = judgement(body);
        var seen = standing(imageId, content);
        topic.put(judgement.about(seen, Instant.now()));
        Replies.send(
                request,
                Replies.object()
                        .put("imageId", imageId)
                        .put("verdict", judgement.verdict().name()));
    }

    private static Judgement judgement(JsonBody body) {
        try {
            return new Judgement(
                    body.choice("verdict", Verdict.class),
                    body.text("reason"),
                    body.text("actor", "console"));
        } catch (ConfigException e) {
            throw body.bad(String.valueOf(e.getMessage()));
        }
    }

    /** The decision about the content that the person has seen. */
    private ModerationDecision standing(String imageId, String content) {
        var decision =
                decisions
                        .get()
                        .apply(imageId)
                        .orElseThrow(
                                () ->
                                        new Problem(
                                                404,
                                                "NOT_FOUND",
                                                "there is no decision about this image"));
        if (!decision.getContentSha256().equals(content)) {
            throw new Problem(
                    409,
                    "STALE",
                    "the image has changed since: the decision that stands is about other content");
        }
        return decision;
    }

    private void withdraw(Context request) throws InterruptedException {
        var _ = Parameters.of(request);
        var imageId = request.pathParam("imageId");
        if (imageId.isEmpty() || imageId.length() > MOST_ID_CHARS) {
            throw new Problem(
                    400, "BAD_OVERRIDE", "imageId must be 1 to " + MOST_ID_CHARS + " characters");
        }
        topic.withdraw(imageId);
        request.status(204);
    }
}
