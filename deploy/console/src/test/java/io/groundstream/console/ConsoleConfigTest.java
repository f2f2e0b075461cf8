package io.groundstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.console.live.LiveSettings;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class ConsoleConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "kafka.bootstrap.servers", "broker:9092",
                    "registry.url", "http://registry",
                    "index.dir", "/index");

    @Test
    void everyDefaultIsAsDocumented() {
        var config = read(Map.of());

        assertThat(config.cluster().kafka())
                .containsExactly(Map.entry("bootstrap.servers", "broker:9092"));
        assertThat(config.cluster().registryUrl()).isEqualTo("http://registry");
        assertThat(config.cluster().registrySettings()).isEmpty();
        assertThat(config.cluster().topics().prefix()).isEmpty();
        assertThat(config.indexDir()).isEqualTo(Path.of("/index"));
        assertThat(config.probes()).isEmpty();
        assertThat(config.live()).isEqualTo(new LiveSettings(10, 32));
        assertThat(config.web().host()).isEqualTo("127.0.0.1");
        assertThat(config.web().port()).isEqualTo(8080);
        assertThat(config.web().token()).isEmpty();
        assertThat(config.web().tls()).isEmpty();
        assertThat(config.web().maxUpload()).isEqualTo(4 << 20);
        assertThat(config.pictures().limits()).isEqualTo(ImageLimits.DEFAULT);
        assertThat(config.pictures().sources().hosts().isEmpty()).isTrue();
        assertThat(config.pictures().sources().s3()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        var config =
                read(
                        Map.ofEntries(
                                Map.entry("kafka.sasl.mechanism", "PLAIN"),
                                Map.entry("registry.basic.auth.user.info", "me:secret"),
                                Map.entry("topics.prefix", "eu."),
                                Map.entry("index.dir", "/data"),
                                Map.entry("pipeline.metrics", "http://a:8090, https://b"),
                                Map.entry("live.rate", "50"),
                                Map.entry("live.viewers", "5"),
                                Map.entry("http.host", "localhost"),
                                Map.entry("http.port", "9000"),
                                Map.entry("http.names", "console.example.org"),
                                Map.entry("console.token", "a token of sixteen"),
                                Map.entry("upload.max-bytes", "1000"),
                                Map.entry("image.max-pixels", "1000"),
                                Map.entry("source.hosts", "images.example.org"),
                                Map.entry("s3.buckets", "pictures")));

        assertThat(config.cluster().kafka()).containsEntry("sasl.mechanism", "PLAIN");
        assertThat(config.cluster().registrySettings())
                .containsExactly(Map.entry("basic.auth.user.info", "me:secret"));
        assertThat(config.cluster().topics().images()).isEqualTo("eu.images");
        assertThat(config.indexDir()).isEqualTo(Path.of("/data"));
        assertThat(config.probes())
                .containsExactly(URI.create("http://a:8090"), URI.create("https://b"));
        assertThat(config.live()).isEqualTo(new LiveSettings(50, 5));
        assertThat(config.web().host()).isEqualTo("localhost");
        assertThat(config.web().port()).isEqualTo(9_000);
        assertThat(config.web().names()).contains("localhost", "console.example.org");
        assertThat(config.web().token()).contains("a token of sixteen");
        assertThat(config.web().maxUpload()).isEqualTo(1_000);
        assertThat(config.pictures().limits().maxPixels()).isEqualTo(1_000);
        assertThat(config.pictures().sources().hosts().isEmpty()).isFalse();
        assertThat(config.pictures().sources().s3()).isPresent();
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        var settings =
                Settings.of(
                        Map.of(
                                "http.host", "0.0.0.0",
                                "pipeline.metrics", "runner:8090",
                                "live.rate", "0",
                                "colour", "blue"));
        var _ = ConsoleConfig.from(settings);

        assertThatThrownBy(settings::check)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(
                        "kafka.bootstrap.servers is required",
                        "registry.url is required",
                        "index.dir is required",
                        "http.host 0.0.0.0 is not loopback",
                        "pipeline.metrics are addresses such as http://host:8090, got runner:8090",
                        "live.rate must be 1 to 1000, got 0",
                        "unknown key colour");
    }

    @Test
    void everyKeyThatIsDocumentedIsKnown() throws Exception {
        var values = new HashMap<String, String>();
        documented().forEach(key -> values.put(key, "x"));
        var settings = Settings.of(values);
        var _ = ConsoleConfig.from(settings);

        assertThat(values).hasSizeGreaterThan(11);
        assertThatThrownBy(settings::check).hasMessageNotContaining("unknown key");
    }

    /** Of the console's section, in the first column. */
    private static List<String> documented() throws IOException {
        var text = Files.readString(Path.of("../../docs/configuration.md"));
        var section = text.split("\n## Console\n")[1].split("\n## ")[0];
        var keys = Pattern.compile("`([a-z0-9.-]+)`");
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> keys.matcher(line.split("\\|")[1]).results())
                .map(key -> key.group(1))
                .toList();
    }

    private static ConsoleConfig read(Map<String, String> values) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(values);
        var settings = Settings.of(all);
        var config = ConsoleConfig.from(settings);
        settings.check();
        return config;
    }
}
