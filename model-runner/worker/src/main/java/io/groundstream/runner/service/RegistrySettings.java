package io.groundstream.runner.service;

import io.groundstream.schemas.service.Settings;

import java.util.Map;

/** Where the schema registry is; other keys under {@code registry.} go to its client. */
record RegistrySettings(String url, Map<String, String> client) {
    static RegistrySettings from(Settings settings) {
        var url = settings.required("registry.url");
        return new RegistrySettings(url, settings.under("registry."));
    }
}
