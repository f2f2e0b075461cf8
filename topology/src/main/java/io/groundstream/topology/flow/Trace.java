package io.groundstream.topology.flow;

import io.groundstream.schemas.catalog.Headers;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** A W3C trace context, as https://www.w3.org/TR/trace-context/ writes it in traceparent. */
record Trace(String parent) {
    private static final Pattern VALID =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** The one that came with a record, or a new one if none or no valid one did. */
    static Trace of(org.apache.kafka.common.header.@Nullable Headers headers) {
        var header = headers == null ? null : headers.lastHeader(Headers.TRACEPARENT);
        if (header == null || header.value() == null) {
            return create();
        }
        return of(new String(header.value(), StandardCharsets.UTF_8));
    }

    static Trace of(String traceparent) {
        return VALID.matcher(traceparent).matches() ? new Trace(traceparent) : create();
    }

    static Trace create() {
        var random = new byte[24];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1;
        random[16] |= 1;
        var hex = HexFormat.of().formatHex(random);
        return new Trace("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01");
    }

    RecordHeaders headers() {
        var headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, parent.getBytes(StandardCharsets.UTF_8));
        return headers;
    }
}
