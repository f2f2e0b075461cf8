package io.groundstream.console.web;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What a request gets that is no sound HTTP, and so reaches no route. */
final class PlainErrors extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        var headers = response.getHeaders();
        SecurityHeaders.addTo(headers);
        headers.put("Content-Type", Errors.TYPE);
        headers.put("Cache-Control", "no-store");
        var json = Errors.json(status, Errors.code(status), Errors.title(status));
        Content.Sink.write(response, true, json, callback);
        return true;
    }
}
