package io.groundstream.runner.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.fetch.address.Network;
import io.groundstream.runner.fetch.http.WebLimits;
import io.groundstream.runner.fetch.s3.S3Store;
import io.groundstream.runner.fetch.s3.S3Store.Credentials;
import io.groundstream.runner.generate.CudaSettings;
import io.groundstream.runner.generate.Provider;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class RunnerConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "kafka.bootstrap.servers", "broker:9092",
                    "registry.url", "http://registry",
                    "model.bundle", "/models/embedded");

    @Test
    void threeKeysAreRequiredAndTheRestHasTheseDefaults() {
        var config = RunnerConfig.from(Settings.of(REQUIRED));

        assertThat(config.topics().prefix()).isEmpty();
        assertThat(config.model().bundle()).isEqualTo(Path.of("/models/embedded"));
        assertThat(config.model().device().provider()).isEqualTo(Provider.AUTO);
        assertThat(config.model().device().cuda()).isEqualTo(CudaSettings.DEFAULT);
        assertThat(config.runner().name()).startsWith("runner-");
        assertThat(config.runner().rounds()).isEqualTo(3);
        assertThat(config.runner().threads()).isZero();
        assertThat(config.runner().prepareThreads()).isGreaterThanOrEqualTo(2);
        assertThat(config.runner().batches().maxBatch()).isEqualTo(16);
        assertThat(config.runner().batches().maxQueueDelay()).isEqualTo(Duration.ofMillis(5));
        assertThat(config.runner().batches().bulkPatience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.runner().drainTimeout()).isEqualTo(Duration.ofSeconds(25));
        assertThat(config.images().limits().maxBytes()).isEqualTo(32 << 20);
        assertThat(config.images().limits().maxPixels()).isEqualTo(40_000_000);
        assertThat(config.images().limits().maxSide()).isEqualTo(30_000);
        assertThat(config.images().limits().maxFrames()).isEqualTo(1_000);
        assertThat(config.http()).isEqualTo(new HttpSettings("127.0.0.1", 8090));
        var sources = config.annotator().sources();
        assertThat(sources.hosts().isEmpty()).isTrue();
        assertThat(sources.s3()).isEmpty();
        assertThat(sources.reach().networks()).isEmpty();
        assertThat(sources.reach().tls()).isEmpty();
        assertThat(sources.reach().limits())
                .isEqualTo(new WebLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), 16, 3));
    }

    @Test
    void everyKeyOfSourcesIsRead() {
        var config =
                RunnerConfig.from(
                        settings(
                                Map.ofEntries(
                                        Map.entry("source.hosts", "a.test, http://b.test:9000"),
                                        Map.entry("source.networks", "10.0.0.0/8, fd00::/8"),
                                        Map.entry("source.connect-timeout", "1s"),
                                        Map.entry("source.timeout", "2s"),
                                        Map.entry("source.concurrency", "3"),
                                        Map.entry("source.redirects", "4"),
                                        Map.entry("s3.buckets", "one, two"),
                                        Map.entry("s3.endpoint", "http://store:9000"),
                                        Map.entry("s3.region", "r"),
                                        Map.entry("s3.path-style", "false"),
                                        Map.entry("s3.access-key", "k"),
                                        Map.entry("s3.secret-key", "hidden"),
                                        Map.entry("s3.session-token", "t"))));

        var sources = config.annotator().sources();
        assertThat(sources.hosts().isEmpty()).isFalse();
        assertThat(sources.reach().networks())
                .containsExactly(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8"));
        assertThat(sources.reach().limits())
                .isEqualTo(new WebLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 3, 4));
        assertThat(sources.s3())
                .hasValue(
                        new S3Store(
                                S3Store.endpoint("http://store:9000"),
                                "r",
                                false,
                                Set.of("one", "two"),
                                Optional.of(new Credentials("k", "hidden", Optional.of("t")))));
        assertThat(config.toString()).doesNotContain("hidden");
    }

    @Test
    void aTrustStoreReplacesTheCertificatesThatJavaBelieves(@TempDir Path folder) throws Exception {
        var file = folder.resolve("trust.p12");
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        var right =
                Map.of(
                        "source.trust-store",
                        file.toString(),
                        "source.trust-store-password",
                        "secret");
        var wrong = Map.of("source.trust-store", file.toString());

        var config = RunnerConfig.from(settings(right));

        assertThat(config.annotator().sources().reach().tls()).isPresent();
        assertThatThrownBy(() -> RunnerConfig.from(settings(wrong)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.trust-store");
    }

    @Test
    void allFaultsOfSourcesAreReportedTogether() {
        var wrong =
                settings(
                        Map.of(
                                "source.hosts", "https://a.test/path",
                                "source.networks", "10.0.0.1/8",
                                "source.timeout", "0s",
                                "source.concurrency", "0",
                                "source.redirects", "11",
                                "source.trust-store", "/no/such/store",
                                "s3.buckets", "Not_A_Bucket",
                                "s3.access-key", "alone"));

        assertThatThrownBy(() -> RunnerConfig.from(wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("source.hosts: a host without a path is meant")
                .hasMessageContaining("source.networks: 10.0.0.1 has bits beyond its prefix of 8")
                .hasMessageContaining("source.timeout must be longer than nothing")
                .hasMessageContaining("source.concurrency must be 1 to 1024, got 0")
                .hasMessageContaining("source.redirects must be 0 to 10, got 11")
                .hasMessageContaining("source.trust-store")
                .hasMessageContaining("no name of a bucket: Not_A_Bucket")
                .hasMessageContaining("s3.access-key and s3.secret-key go together");
    }

    @Test
    void everyKeyIsRead() {
        var config =
                RunnerConfig.from(
                        settings(
                                Map.ofEntries(
                                        Map.entry("topics.prefix", "a."),
                                        Map.entry("model.provider", "cpu"),
                                        Map.entry("cuda.device", "3"),
                                        Map.entry("runner.name", "me"),
                                        Map.entry("runner.rounds", "5"),
                                        Map.entry("runner.threads", "4"),
                                        Map.entry("runner.prepare-threads", "5"),
                                        Map.entry("runner.max-batch", "32"),
                                        Map.entry("runner.max-queue-delay", "6ms"),
                                        Map.entry("runner.bulk-patience", "7s"),
                                        Map.entry("runner.drain-timeout", "14s"),
                                        Map.entry("runner.calls", "14"),
                                        Map.entry("image.max-bytes", "8"),
                                        Map.entry("image.max-pixels", "9"),
                                        Map.entry("image.max-side", "10"),
                                        Map.entry("image.max-frames", "13"),
                                        Map.entry("source.folders", "/"),
                                        Map.entry("http.host", "0.0.0.0"),
                                        Map.entry("http.port", "0"),
                                        Map.entry("kafka.client.rack", "r"),
                                        Map.entry("kafka-consumer.fetch.max.wait.ms", "11"),
                                        Map.entry("kafka-producer.linger.ms", "12"),
                                        Map.entry("registry.basic.auth.user.info", "u:p"))));

        assertThat(config.topics().runnerGroup()).isEqualTo("a.model-runners");
        assertThat(config.model().device().provider()).isEqualTo(Provider.CPU);
        assertThat(config.annotator().device().cuda().device()).isEqualTo(3);
        assertThat(config.intake(2).name()).isEqualTo("me");
        assertThat(config.intake(2).rounds()).isEqualTo(5);
        assertThat(config.intake(2).mostPerPoll()).isEqualTo(64);
        assertThat(config.annotator().threads()).isEqualTo(4);
        assertThat(config.annotator().calls()).isEqualTo(14);
        assertThat(config.annotator().prepareThreads()).isEqualTo(5);
        assertThat(config.annotator().batches().maxQueueDelay()).isEqualTo(Duration.ofMillis(6));
        assertThat(config.annotator().batches().bulkPatience()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.runner().drainTimeout()).isEqualTo(Duration.ofSeconds(14));
        assertThat(config.annotator().images().maxBytes()).isEqualTo(8);
        assertThat(config.annotator().images().maxFrames()).isEqualTo(13);
        assertThat(config.annotator().images().maxPixels()).isEqualTo(9);
        assertThat(config.annotator().images().maxSide()).isEqualTo(10);
        assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 0));
        assertThat(config.kafka().adminConfig())
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("client.rack", "r");
        assertThat(config.kafka().consumerConfig()).containsEntry("fetch.max.wait.ms", "11");
        assertThat(config.kafka().producerConfig()).containsEntry("linger.ms", "12");
        assertThat(config.registry().client()).containsEntry("basic.auth.user.info", "u:p");
    }

    @Test
    void allFaultsAreReportedTogether() {
        var wrong =
                settings(
                        Map.of(
                                "runner.max-batch", "12",
                                "runner.rounds", "0",
                                "model.provider", "abacus",
                                "source.folders", "/no/such/folder",
                                "topics.prefix", "no spaces",
                                "runner.max-bach", "16"));

        assertThatThrownBy(() -> RunnerConfig.from(wrong))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("runner.max-batch must be a power of two, got 12")
                .hasMessageContaining("runner.rounds must be 1 to 16, got 0")
                .hasMessageContaining("model.provider")
                .hasMessageContaining("/no/such/folder")
                .hasMessageContaining("topics.prefix")
                .hasMessageContaining("unknown key runner.max-bach");
    }

    private static Settings settings(Map<String, String> more) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(more);
        return Settings.of(all);
    }
}
