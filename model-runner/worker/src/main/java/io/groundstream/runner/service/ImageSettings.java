package io.groundstream.runner.service;

import io.groundstream.runner.image.ImageLimits;
import io.groundstream.schemas.service.Settings;

/** Which pictures are let in. */
public record ImageSettings(ImageLimits limits) {
    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static ImageSettings from(Settings settings) {
        return new ImageSettings(
                new ImageLimits(
                        settings.integer("image.max-bytes", 32 << 20, 1, 1 << 30),
                        settings.integer("image.max-pixels", 40_000_000, 1, 500_000_000),
                        settings.integer("image.max-side", 30_000, 1, 1_000_000),
                        settings.integer("image.max-frames", 1_000, 1, 65_535)));
    }
}
