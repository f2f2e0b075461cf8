package io.groundstream.console.picture;

import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.service.ImageSettings;
import io.groundstream.runner.service.SourceSettings;
import io.groundstream.schemas.service.Settings;

/**
 * Which pictures are shown, and from where.
 *
 * @param sources that references may lead to, as a runner's
 */
public record PictureSettings(ImageLimits limits, Sources sources) {
    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static PictureSettings from(Settings settings) {
        return new PictureSettings(
                ImageSettings.from(settings).limits(), SourceSettings.from(settings).sources());
    }
}
