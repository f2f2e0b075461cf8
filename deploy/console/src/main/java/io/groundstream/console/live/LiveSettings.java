package io.groundstream.console.live;

import io.groundstream.schemas.service.Settings;

/**
 * How much of the stream pages get.
 *
 * @param rate news a second to a page, at most
 * @param viewers pages that watch at one time, at most
 */
public record LiveSettings(int rate, int viewers) {
    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static LiveSettings from(Settings settings) {
        return new LiveSettings(
                Math.max(1, settings.integer("live.rate", 10, 1, 1_000)),
                settings.integer("live.viewers", 32, 1, 256));
    }
}
