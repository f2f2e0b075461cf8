package io.groundstream.runner.service;

import io.groundstream.runner.generate.CudaSettings;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.schemas.service.Settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which model answers, and what it runs on. */
record ModelSettings(Path bundle, Device device) {
    static ModelSettings from(Settings settings) {
        return from(settings, Path.of(System.getProperty("java.home", "")));
    }

    /** A distribution has its own runtime and, beside it, a model. */
    static ModelSettings from(Settings settings, Path runtime) {
        var beside = runtime.resolveSibling("model");
        var bundle =
                Files.exists(beside.resolve("model.json"))
                        ? settings.text("model.bundle", beside.toString())
                        : settings.required("model.bundle");
        return new ModelSettings(
                Path.of(bundle),
                new Device(
                        settings.choice("model.provider", Provider.AUTO),
                        CudaSettings.from(settings)));
    }
}
