package io.groundstream.lag;

import io.groundstream.schemas.service.Settings;

/** Reads the lag exporter's configuration as its main does. */
public final class LagSettings {
    private LagSettings() {}

    public static void read(Settings settings) {
        LagConfig.from(settings);
        settings.check();
    }
}
