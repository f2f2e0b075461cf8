package io.groundstream.runner.service;

import io.groundstream.schemas.service.Settings;

/**
 * Where {@code /health} and {@code /metrics} answer.
 *
 * @param port 0 takes any free one
 */
record HttpSettings(String host, int port) {
    static HttpSettings from(Settings settings) {
        return new HttpSettings(
                settings.text("http.host", "127.0.0.1"),
                settings.integer("http.port", 8090, 0, 65_535));
    }
}
