package io.groundstream.schemas.trace;

import io.groundstream.schemas.catalog.Headers;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A W3C trace context, as https://www.w3.org/TR/trace-context/ writes it in traceparent. */
public record Trace(String parent) {
    private static final int CHARS = 55;

    /** The one that came with a record, or a new one if none or no valid one did. */
    public static Trace of(org.apache.kafka.common.header.@Nullable Headers headers) {
        return find(headers).orElseGet(Trace::create);
    }

    /** The one that came with a record; empty if none or no valid one did. */
    public static Optional<Trace> find(org.apache.kafka.common.header.@Nullable Headers headers) {
        var header = headers == null ? null : headers.lastHeader(Headers.TRACEPARENT);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8))
                        .filter(Trace::isValid)
                        .map(Trace::new);
    }

    public static Trace of(String traceparent) {
        return isValid(traceparent) ? new Trace(traceparent) : create();
    }

    public static Trace create() {
        var random = new byte[24];
        ThreadLocalRandom.current().nextBytes(random);
        random[0] |= 1;
        random[16] |= 1;
        var hex = HexFormat.of().formatHex(random);
        return new Trace("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01");
    }

    /** What all spans of one image's way have in common, 32 hexadecimal digits. */
    public String traceId() {
        return parent.substring(3, 35);
    }

    String spanId() {
        return parent.substring(36, 52);
    }

    String flags() {
        return parent.substring(53);
    }

    /** The header that carries it on. */
    public Header header() {
        return new RecordHeader(Headers.TRACEPARENT, parent.getBytes(StandardCharsets.UTF_8));
    }

    public RecordHeaders headers() {
        var headers = new RecordHeaders();
        headers.add(header());
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
