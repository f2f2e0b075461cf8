package io.groundstream.runner.service;

import io.groundstream.schemas.service.Settings;

import java.time.Duration;

/** How long a runner takes to end: its drain, and what Runner's documentation asks for after it. */
public final class Drain {
    private static final Duration AFTER = Duration.ofSeconds(5);

    private Drain() {}

    public static Duration time(Settings settings) {
        return RunnerSettings.from(settings).drainTimeout().plus(AFTER);
    }
}
