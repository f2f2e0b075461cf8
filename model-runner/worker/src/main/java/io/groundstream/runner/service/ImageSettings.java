package io.groundstream.runner.service;

import io.groundstream.runner.fetch.Folders;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.schemas.service.Settings;

import java.io.IOException;
import java.nio.file.Path;

/** Which pictures are let in, and from where. */
record ImageSettings(ImageLimits limits, Folders folders) {
    static ImageSettings from(Settings settings) {
        var limits =
                new ImageLimits(
                        settings.integer("image.max-bytes", 32 << 20, 1, 1 << 30),
                        settings.integer("image.max-pixels", 40_000_000, 1, 500_000_000),
                        settings.integer("image.max-side", 30_000, 1, 1_000_000));
        var folders = settings.list("source.folders").stream().map(Path::of).toList();
        try {
            return new ImageSettings(limits, Folders.of(folders));
        } catch (IOException e) {
            settings.fault("source.folders: no such folder: " + e.getMessage());
            return new ImageSettings(limits, Folders.none());
        }
    }
}
