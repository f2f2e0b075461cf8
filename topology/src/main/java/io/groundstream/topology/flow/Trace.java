package io.groundstream.topology.flow;

import io.groundstream.schemas.catalog.Headers;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** A W3C trace context, as https://www.w3.org/TR/trace-context/ writes it in traceparent. */
record Trace(String parent) {
    private static final int CHARS = 55;

    /** The one that came with a record, or a new one if none or no valid one did. */
    static Trace of(org.apache.kafka.common.header.@Nullable Headers headers) {
        var header = headers == null ? null : headers.lastHeader(Headers.TRACEPARENT);
        if (header == null || header.value() == null) {
            return create();
        }
        return of(new String(header.value(), StandardCharsets.UTF_8));
    }

    static Trace of(String traceparent) {
        return isValid(traceparent) ? new Trace(traceparent) : create();
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

    /** Version 00, ids that are not all zero. By hand, because each record's is looked at. */
    private static boolean isValid(String text) {
        if (text.length() != CHARS || !text.startsWith("00-")) {
            return false;
        }
        for (int i = 0; i < CHARS; i++) {
            char c = text.charAt(i);
            boolean isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            boolean isDash = i == 2 || i == 35 || i == 52;
            if (isDash ? c != '-' : !isHex) {
                return false;
            }
        }
        return !isZero(text, 3, 35) && !isZero(text, 36, 52);
    }

    private static boolean isZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
