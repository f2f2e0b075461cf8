package io.groundstream.console.letters;

import io.groundstream.console.request.JsonBody;
import io.groundstream.operations.letters.ReplayLimits;
import io.groundstream.schemas.avro.FailureCode;
import io.javalin.http.Context;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** Which letters are to be replayed: of these images, or of this code. */
record ReplayRequest(List<String> imageIds, @Nullable FailureCode code, ReplayLimits limits) {
    /** Of one request; there is always another. */
    static final int MOST_EVENTS = 1_000;

    /** How often one event may be published again, all requests together. */
    private static final int MOST_REPLAYS = 3;

    private static final int USUAL_EVENTS = 100;
    private static final int MOST_ID_CHARS = 512;

    static ReplayRequest of(Context request) throws IOException {
        var body = JsonBody.of(request, "BAD_REQUEST", "imageIds", "code", "dryRun", "max");
        if (body.has("imageIds") == body.has("code")) {
            throw body.bad("give imageIds or code");
        }
        var limits =
                new ReplayLimits(
                        MOST_REPLAYS,
                        body.integer("max", USUAL_EVENTS, 1, MOST_EVENTS),
                        body.flag("dryRun"));
        return body.has("code")
                ? new ReplayRequest(List.of(), body.choice("code", FailureCode.class), limits)
                : new ReplayRequest(
                        body.texts("imageIds", MOST_EVENTS, MOST_ID_CHARS), null, limits);
    }
}
