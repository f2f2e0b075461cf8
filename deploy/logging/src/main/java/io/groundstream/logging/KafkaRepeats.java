package io.groundstream.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lets a warning of Kafka's clients pass once a minute: they say the same again with each try to
 * connect, each client for itself. Safe for many threads.
 */
public final class KafkaRepeats extends TurboFilter {
    private static final String KAFKA = "org.apache.kafka.";
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Pattern CLIENT = Pattern.compile("^\\[[^]]*clientId=[^]]*] ");

    private final Map<String, Long> passed = new Recent();

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] facts,
            @Nullable Throwable failure) {
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || !logger.getName().startsWith(KAFKA)) {
            return FilterReply.NEUTRAL;
        }
        var said = CLIENT.matcher(format).replaceFirst("") + Arrays.toString(facts) + failure;
        return passes(said, System.nanoTime()) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    synchronized boolean passes(String said, long now) {
        var before = passed.get(said);
        if (before != null && now - before < QUIET.toNanos()) {
            return false;
        }
        passed.put(said, now);
        return true;
    }

    /** What was said last, as far as it matters. */
    private static final class Recent extends LinkedHashMap<String, Long> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 256;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    }
}
