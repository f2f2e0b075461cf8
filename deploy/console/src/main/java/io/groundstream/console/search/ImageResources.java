package io.groundstream.console.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.search.AnnotationIndex;
import io.groundstream.search.DecisionIndex;
import io.groundstream.search.LetterIndex;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** {@code GET /api/v1/images/{imageId}}: what stands about an image. */
public final class ImageResources implements Resources {
    private final AnnotationIndex annotations;
    private final DecisionIndex decisions;
    private final LetterIndex letters;

    public ImageResources(
            AnnotationIndex annotations, DecisionIndex decisions, LetterIndex letters) {
        this.annotations = annotations;
        this.decisions = decisions;
        this.letters = letters;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get("/api/v1/images/{imageId}", this::image);
    }

    private void image(Context ctx) {
        var _ = Parameters.of(ctx);
        var imageId = ctx.pathParam("imageId");
        var annotation = annotations.get(imageId);
        var decision = decisions.get(imageId);
        var letter = letters.get(imageId);
        if (annotation.isEmpty() && decision.isEmpty() && letter.isEmpty()) {
            throw new Problem(404, "NOT_FOUND", "nothing is known of this image");
        }
        var answer = JsonNodeFactory.instance.objectNode().put("imageId", imageId);
        answer.set("annotation", PlainJson.of(annotation.orElse(null)));
        answer.set("decision", PlainJson.of(decision.orElse(null)));
        answer.set("letter", PlainJson.of(letter.orElse(null)));
        var _ = ctx.contentType("application/json").result(answer.toString());
    }
}
