package io.groundstream.console.pipeline;

import io.groundstream.console.request.Replies;
import io.groundstream.console.web.Parameters;
import io.groundstream.console.web.Problem;
import io.groundstream.console.web.Resources;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The last ten minutes, and each new point as it comes. */
public final class PipelineResources implements Resources {
    private static final String PATH = "/api/v1/pipeline";
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final String HELLO = ":\n\n";

    private final Pipeline pipeline;

    public PipelineResources(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        var _ = routes.get(PATH, this::show);
        var _ = routes.get(PATH + "/stream", this::stream);
    }

    private void show(Context request) {
        var _ = Parameters.of(request);
        Replies.send(request, pipeline.json());
    }

    /** In the request's own thread, until the client has gone or the console closes. */
    private void stream(Context request) throws InterruptedException {
        var _ = Parameters.of(request);
        if (request.method().equals(HandlerType.HEAD)) {
            return;
        }
        var following = pipeline.subscribe();
        if (following.isEmpty()) {
            throw new Problem(503, "BUSY", "too many pages follow the pipeline");
        }
        request.contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
        try (var subscription = following.get()) {
            var out = request.res().getOutputStream();
            write(out, HELLO);
            while (!subscription.isClosed()) {
                var point = subscription.next(HEARTBEAT);
                write(out, point.map(PipelineResources::event).orElse(HELLO));
            }
        } catch (IOException _) {
            // the client has gone
        }
    }

    private static String event(Point point) {
        return "event: point\ndata: " + point.json() + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
