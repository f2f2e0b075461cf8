package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.http.Reply.Body;
import io.groundstream.runner.fetch.http.Reply.Moved;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Reads an answer; of a body never more than the limit and one byte. */
final class Replies {
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final long maxBytes;
    private final Clock clock;

    Replies(long maxBytes, Clock clock) {
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    Reply read(ClassicHttpResponse response) throws IOException, AttemptException {
        int status = response.getCode();
        return switch (status) {
            case 200 -> body(response);
            case 301, 302, 303, 307, 308 -> moved(response);
            case 408, 429 -> throw passing(response);
            default -> {
                if (status >= 500) {
                    throw passing(response);
                }
                throw AttemptException.lasting("the server answered " + status);
            }
        };
    }

    private Body body(ClassicHttpResponse response) throws IOException, AttemptException {
        var entity = response.getEntity();
        if (entity == null) {
            return new Body(new byte[0]);
        }
        if (entity.getContentLength() > maxBytes) {
            throw AttemptException.tooLarge(maxBytes);
        }
        int most = (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
        var bytes = entity.getContent().readNBytes(most);
        if (bytes.length > maxBytes) {
            throw AttemptException.tooLarge(maxBytes);
        }
        return new Body(bytes);
    }

    private static Moved moved(ClassicHttpResponse response) throws AttemptException {
        var location = header(response, HttpHeaders.LOCATION);
        if (location == null) {
            throw AttemptException.lasting("redirected to nowhere");
        }
        return new Moved(location);
    }

    private AttemptException passing(ClassicHttpResponse response) {
        var message = "the server answered " + response.getCode();
        var after = header(response, HttpHeaders.RETRY_AFTER);
        return after == null
                ? AttemptException.passing(message)
                : AttemptException.passing(message, bounded(pause(after)));
    }

    /** Seconds, or a date (RFC 9110, 10.2.3); zero if it is neither. */
    private Duration pause(String after) {
        if (after.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(after, Instant::from);
            return Duration.between(clock.instant(), date);
        } catch (DateTimeException | ArithmeticException _) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration pause) {
        return pause.isNegative()
                ? Duration.ZERO
                : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        var header = response.getFirstHeader(name);
        return header == null || header.getValue() == null ? null : header.getValue().strip();
    }
}
