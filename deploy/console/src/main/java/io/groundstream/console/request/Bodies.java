package io.groundstream.console.request;

import io.groundstream.console.web.Problem;
import io.javalin.http.Context;

import java.io.IOException;

/** Reads a request's body up to a limit, whatever length it declares. */
public final class Bodies {
    private Bodies() {}

    public static byte[] read(Context request, int most) throws IOException {
        var bytes = request.bodyInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw new Problem(413, "TOO_LARGE", "the body must be at most " + most + " bytes");
        }
        return bytes;
    }
}
