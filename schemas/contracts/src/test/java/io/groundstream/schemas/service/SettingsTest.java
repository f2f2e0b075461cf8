package io.groundstream.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.avro.Lane;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SettingsTest {
    @TempDir Path folder;

    @Test
    void readsTypedValues() {
        var settings =
                Settings.of(Map.of("a", "7", "b", "250ms", "c", "bulk", "d", "x, y", "e", "true"));

        assertThat(settings.integer("a", 1, 0, 10)).isEqualTo(7);
        assertThat(settings.duration("b", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.choice("c", Lane.INTERACTIVE)).isEqualTo(Lane.BULK);
        assertThat(settings.list("d")).isEqualTo(List.of("x", "y"));
        assertThat(settings.flag("e", false)).isTrue();
        assertThat(settings.text("f", "default")).isEqualTo("default");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void reportsAllFaultsAtOnce() {
        var settings = Settings.of(Map.of("size", "many", "wait", "5", "typo", "x"));
        settings.integer("size", 1, 1, 9);
        settings.duration("wait", Duration.ZERO);
        settings.required("url");

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("size must be a whole number, got 'many'")
                .hasMessageContaining("wait must be a duration")
                .hasMessageContaining("url is required")
                .hasMessageContaining("unknown key typo");
    }

    @Test
    void theEnvironmentReplacesTheFile() throws Exception {
        var file = Files.writeString(folder.resolve("a.properties"), "batch.max-size=4\nx=1\n");
        var settings =
                Settings.load(file, Map.of("GROUNDSTREAM_BATCH_MAX__SIZE", "8", "HOME", "/"));

        assertThat(settings.integer("batch.max-size", 1, 1, 64)).isEqualTo(8);
        assertThat(settings.integer("x", 0, 0, 9)).isEqualTo(1);
        settings.check();
    }

    @Test
    void passesAnotherLibrarysSettingsThroughUntouched() {
        var settings = Settings.of(Map.of("kafka.linger.ms", "5", "kafka.acks", "all"));

        assertThat(settings.under("kafka.")).isEqualTo(Map.of("linger.ms", "5", "acks", "all"));
        settings.check();
    }

    @Test
    void saysWhichFileCannotBeRead() {
        assertThatThrownBy(() -> Settings.load(folder.resolve("none"), Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("none");
    }

    @Test
    void aValueMayStandElsewhere() throws Exception {
        var secrets = Files.writeString(folder.resolve("secrets.properties"), "user=me:pa$$=\n");
        var token = Files.writeString(folder.resolve("token"), "a token\n");
        var file =
                Files.writeString(
                        folder.resolve("service.properties"),
                        """
                        registry.user=${file:%s:user}
                        jaas=password="${file:%s:user}";
                        token=${directory:%s:token}
                        path=${env:PATH}
                        dollars=$5 ${other:x:y}
                        """
                                .formatted(secrets, secrets, token.getParent()));

        var settings = Settings.load(file, Map.of());

        assertThat(settings.text("registry.user", "")).isEqualTo("me:pa$$=");
        assertThat(settings.text("jaas", "")).isEqualTo("password=\"me:pa$$=\";");
        assertThat(settings.text("token", "")).isEqualTo("a token");
        assertThat(settings.text("path", "")).isEqualTo(System.getenv("PATH"));
        assertThat(settings.text("dollars", "")).isEqualTo("$5 ${other:x:y}");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotStandElsewhereIsAFaultOfItsKey() throws Exception {
        var secrets = Files.writeString(folder.resolve("secrets.properties"), "user=hidden\n");
        var environment =
                Map.of(
                        "GROUNDSTREAM_CONSOLE_TOKEN",
                        "${file:" + secrets + ":token}",
                        "GROUNDSTREAM_OTHER",
                        "${file:/no/such/file:key}");

        var settings = Settings.load(null, environment);
        settings.text("console.token", "");
        settings.text("other", "");

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("console.token: there is no ${file:" + secrets + ":token}")
                .hasMessageContaining("other: ${file:/no/such/file:key} cannot be read")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void kafkasKeysAreLeftToKafkasProvidersIfItHasSome() {
        var environment =
                Map.of(
                        "GROUNDSTREAM_KAFKA_CONFIG_PROVIDERS", "file",
                        "GROUNDSTREAM_KAFKA_SASL", "${file:/no/such/file:key}");

        var settings = Settings.load(null, environment);

        assertThat(settings.under("kafka.")).containsEntry("sasl", "${file:/no/such/file:key}");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }
}
