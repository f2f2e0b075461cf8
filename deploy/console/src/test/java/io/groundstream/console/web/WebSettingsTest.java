package io.groundstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class WebSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void offLoopbackItNeedsATokenOrClientsCertificates(String host) {
        assertThatThrownBy(() -> read(Map.of("http.host", host)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("http.host " + host + " is not loopback: set console.token");
        assertThat(read(Map.of("http.host", host, "console.token", "x".repeat(16))).token())
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.53"})
    void onLoopbackItNeedsNeither(String host) {
        assertThat(read(Map.of("http.host", host)).names()).contains("localhost", "[::1]");
    }

    @Test
    void allFaultsAreToldAtOnceAndInOneLine() {
        var wrong =
                Map.of(
                        "http.host", "0.0.0.0",
                        "http.port", "70000",
                        "tls.key-store", "/none.p12",
                        "tls.client-auth", "required",
                        "upload.max-bytes", "0");

        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ConfigException.class)
                .message()
                .contains(
                        "http.port must be 0 to 65535",
                        "tls.key-store: /none.p12 cannot be opened",
                        "tls.client-auth=required needs tls.key-store and tls.trust-store",
                        "http.host 0.0.0.0 is not loopback",
                        "upload.max-bytes must be 1 to")
                .doesNotContain("\n");
    }

    @Test
    void aShortTokenIsRefusedAndNoneIsShown() {
        assertThatThrownBy(() -> read(Map.of("console.token", "short")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("16 characters or more, this one has 5")
                .hasMessageNotContaining("short");
        assertThat(read(Map.of("console.token", "a token of sixteen")).toString())
                .doesNotContain("sixteen");
    }

    @Test
    void trustWithoutAskingIsAFault() {
        assertThatThrownBy(() -> read(Map.of("tls.trust-store", "/none.p12")))
                .hasMessageContaining("of no use without tls.client-auth=required");
    }

    private static WebSettings read(Map<String, String> values) {
        var settings = Settings.of(values);
        var web = WebSettings.from(settings);
        settings.check();
        return web;
    }
}
