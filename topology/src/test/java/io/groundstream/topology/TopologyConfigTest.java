package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Settings;
import io.groundstream.topology.decide.Reuse;

import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

class TopologyConfigTest {
    private static final Map<String, String> REQUIRED =
            Map.of("kafka.bootstrap.servers", "broker:9092", "registry.url", "http://registry");

    @Test
    void everyDefaultIsAsDocumented() {
        var config = read(Map.of());

        assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "broker:9092"));
        assertThat(config.registryUrl()).isEqualTo("http://registry");
        assertThat(config.registrySettings()).isEmpty();
        assertThat(config.registryPatience()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.topics().prefix()).isEmpty();
        assertThat(config.stateDir()).isEqualTo(Path.of("topology-state"));
        assertThat(config.stateMemory()).isEqualTo(256 << 20);
        var limits = config.flow().limits();
        assertThat(limits.interactive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(limits.bulk()).isEqualTo(Duration.ofHours(24));
        assertThat(limits.attempts()).isEqualTo(5);
        assertThat(limits.backoff()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.flow().reuse()).isEqualTo(new Reuse("", Duration.ofHours(24)));
        assertThat(config.flow().punctuateInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.recentBytes()).isEqualTo(64 << 20);
        assertThat(config.http()).isEqualTo(new TopologyConfig.Http("127.0.0.1", 8091));
    }

    @Test
    void everyKeyIsRead() {
        var config =
                read(
                        Map.ofEntries(
                                Map.entry("kafka.num.stream.threads", "2"),
                                Map.entry("registry.basic.auth.user.info", "me:secret"),
                                Map.entry("registry.patience", "30s"),
                                Map.entry("topics.prefix", "eu."),
                                Map.entry("state.dir", "/data"),
                                Map.entry("state.memory-mib", "4096"),
                                Map.entry("max-in-flight.interactive", "3m"),
                                Map.entry("max-in-flight.bulk", "12h"),
                                Map.entry("retry.limit", "7"),
                                Map.entry("retry.backoff", "250ms"),
                                Map.entry("punctuate.interval", "2s"),
                                Map.entry("reuse.model-revision", "abc"),
                                Map.entry("reuse.ttl", "7d"),
                                Map.entry("inline.memory-bytes", "1000"),
                                Map.entry("http.host", "0.0.0.0"),
                                Map.entry("http.port", "9000")));

        assertThat(config.kafka()).containsEntry("num.stream.threads", "2");
        assertThat(config.registrySettings())
                .containsExactly(Map.entry("basic.auth.user.info", "me:secret"));
        assertThat(config.registryPatience()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.topics().images()).isEqualTo("eu.images");
        assertThat(config.stateDir()).isEqualTo(Path.of("/data"));
        assertThat(config.stateMemory()).isEqualTo(4096L << 20);
        var limits = config.flow().limits();
        assertThat(limits.interactive()).isEqualTo(Duration.ofMinutes(3));
        assertThat(limits.bulk()).isEqualTo(Duration.ofHours(12));
        assertThat(limits.attempts()).isEqualTo(7);
        assertThat(limits.backoff()).isEqualTo(Duration.ofMillis(250));
        assertThat(config.flow().reuse()).isEqualTo(new Reuse("abc", Duration.ofDays(7)));
        assertThat(config.flow().punctuateInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.recentBytes()).isEqualTo(1_000);
        assertThat(config.http()).isEqualTo(new TopologyConfig.Http("0.0.0.0", 9000));
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        var settings =
                Settings.of(
                        Map.of(
                                "kafka.processing.guarantee", "at_least_once",
                                "retry.limit", "0",
                                "reuse.ttl", "0s",
                                "topics.prefix", "a b",
                                "no.such.key", "1"));

        assertThatThrownBy(
                        () -> {
                            TopologyConfig.from(settings);
                            settings.check();
                        })
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers is required")
                .hasMessageContaining("registry.url is required")
                .hasMessageContaining("kafka.processing.guarantee cannot be set")
                .hasMessageContaining("retry.limit must be 1 to 100, got 0")
                .hasMessageContaining("reuse.ttl must be longer than 0")
                .hasMessageContaining("topics.prefix")
                .hasMessageContaining("unknown key no.such.key");
    }

    @Test
    void theGuaranteeIsNeverLessThanExactlyOnce() {
        assertThat(read(Map.of()).streams())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("application.id", "topology")
                .containsEntry("commit.interval.ms", 30);
    }

    @Test
    void whatIsPassedThroughReplacesOurDefaults() {
        var streams = read(Map.of("kafka.commit.interval.ms", "1000")).streams();

        assertThat(streams).containsEntry("commit.interval.ms", "1000");
    }

    @Test
    void aSettingWithoutPrefixReplacesOurDefaultForTheClientsThatWeSetItFor() {
        var streams =
                clients(
                        Map.of(
                                "kafka.max.poll.records", "7",
                                "kafka.fetch.max.bytes", "70",
                                "kafka.session.timeout.ms", "7000",
                                "kafka.linger.ms", "77"));

        var consumer = streams.getMainConsumerConfigs("group", "client", 0);
        assertThat(consumer)
                .containsEntry("max.poll.records", "7")
                .containsEntry("fetch.max.bytes", "70")
                .containsEntry("session.timeout.ms", "7000")
                .containsEntry("heartbeat.interval.ms", 3_000);
        assertThat(streams.getProducerConfigs("client")).containsEntry("linger.ms", "77");
    }

    @Test
    void aSettingWithAPrefixReachesThatClientAlone() {
        var streams =
                clients(
                        Map.of(
                                "kafka.producer.compression.type", "zstd",
                                "kafka.consumer.receive.buffer.bytes", "1",
                                "kafka.main.consumer.check.crcs", "false",
                                "kafka.restore.consumer.receive.buffer.bytes", "2",
                                "kafka.admin.retries", "9"));

        assertThat(streams.getProducerConfigs("client")).containsEntry("compression.type", "zstd");
        assertThat(streams.getMainConsumerConfigs("group", "client", 0))
                .containsEntry("receive.buffer.bytes", "1")
                .containsEntry("check.crcs", "false")
                .doesNotContainKey("compression.type");
        assertThat(streams.getRestoreConsumerConfigs("client"))
                .containsEntry("receive.buffer.bytes", "2")
                .doesNotContainKey("check.crcs");
        assertThat(streams.getAdminConfigs("client")).containsEntry("retries", "9");
    }

    @Test
    void tlsAndSaslReachEveryClient() {
        var security =
                Map.of(
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "sasl.jaas.config", "a.LoginModule required username=\"me\";",
                        "ssl.truststore.location", "/etc/kafka/trust.p12",
                        "ssl.truststore.password", "secret");
        var settings = new HashMap<String, String>();
        security.forEach((key, value) -> settings.put("kafka." + key, value));
        var streams = clients(settings);

        assertThat(streams.getMainConsumerConfigs("group", "client", 0))
                .containsAllEntriesOf(security);
        assertThat(streams.getRestoreConsumerConfigs("client")).containsAllEntriesOf(security);
        assertThat(streams.getGlobalConsumerConfigs("client")).containsAllEntriesOf(security);
        assertThat(streams.getProducerConfigs("client")).containsAllEntriesOf(security);
        assertThat(streams.getAdminConfigs("client")).containsAllEntriesOf(security);
    }

    private static StreamsConfig clients(Map<String, String> settings) {
        return new StreamsConfig(read(settings).streams());
    }

    private static TopologyConfig read(Map<String, String> more) {
        var all = new HashMap<>(REQUIRED);
        all.putAll(more);
        var settings = Settings.of(all);
        var config = TopologyConfig.from(settings);
        settings.check();
        return config;
    }
}
