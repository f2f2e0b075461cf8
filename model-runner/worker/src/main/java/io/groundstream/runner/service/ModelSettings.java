package io.groundstream.runner.service;

import io.groundstream.runner.generate.Provider;
import io.groundstream.schemas.service.Settings;

import java.nio.file.Path;

/** Which model answers, and what it runs on. */
record ModelSettings(Path bundle, Provider provider) {
    static ModelSettings from(Settings settings) {
        return new ModelSettings(
                Path.of(settings.required("model.bundle")),
                settings.choice("model.provider", Provider.AUTO));
    }
}
