package io.groundstream.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.RealBroker;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Settings;
import io.groundstream.testing.MetricsCatalogue;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The exporter beside a real broker, which goes away and comes back. */
class LagExporterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String UP = "groundstream_lag_up";

    private static RealBroker broker;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startBroker() {
        broker = RealBroker.start(Map.of());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void whatNoRunnerHasDoneWithIsShown() throws Exception {
        var topics = new Topics("shown-");
        try (var exporter = exporter(topics)) {
            assertThat(exporter.isReady()).as("there are no topics yet").isFalse();
            prepare(topics);
            for (int i = 0; i < 5; i++) {
                send(topics.inferenceRequests(Lane.BULK));
                send(topics.images());
            }
            var shared = share(topics, topics.inferenceRequests(Lane.BULK));
            var consumed = consumed(topics, topics.images());

            await(exporter, text -> text.contains(shared + "5.0") && text.contains(consumed + "5"));
            read(topics, 3);
            acknowledge(topics, 4);
            var text =
                    await(
                            exporter,
                            now -> now.contains(shared + "1.0") && now.contains(consumed + "2"));

            assertThat(text)
                    .contains(UP + " 1.0\n", "groundstream_ready{service=\"lag-exporter\"} 1.0\n");
            assertThat(text)
                    .contains("groundstream_share_group_members{group=\"shown-model-runners\"}");
            assertThat(exporter.isReady()).isTrue();
            var catalogue = MetricsCatalogue.read(Path.of("../../docs/metrics.md"));
            assertThat(catalogue.differences("Lag exporter", text)).isEmpty();
            assertThat(text).contains(Names.OF_EVERY_SERVICE.keySet());
        }
    }

    @Test
    void theMarksOfTransactionsAreNoWork() throws Exception {
        var topics = new Topics("marks-");
        prepare(topics);
        var requests = topics.inferenceRequests(Lane.BULK);
        try (var exporter = exporter(topics)) {
            // as the topology writes: a mark stands behind the records of each transaction
            try (var producer = transactional()) {
                producer.initTransactions();
                for (int i = 0; i < 4; i++) {
                    producer.beginTransaction();
                    producer.send(new ProducerRecord<>(requests, new byte[] {1})).get();
                    producer.commitTransaction();
                }
            }
            acknowledge(topics, 4);

            var text = await(exporter, now -> now.contains(share(topics, requests) + "0.0"));
            assertThat(text).contains(UP + " 1.0");
        }
    }

    @Test
    void withoutABrokerThereIsNoLagRatherThanAnOldOne() throws Exception {
        var topics = new Topics("away-");
        prepare(topics);
        send(topics.inferenceRequests(Lane.INTERACTIVE));
        var shared = share(topics, topics.inferenceRequests(Lane.INTERACTIVE));
        try (var exporter = exporter(topics)) {
            await(exporter, text -> text.contains(shared + "1.0"));

            broker.stop();
            var away = await(exporter, text -> text.contains(UP + " 0.0"));
            assertThat(away).doesNotContain("_group_");
            assertThat(status(exporter, "/health/ready")).isEqualTo(503);
            assertThat(status(exporter, "/health/live")).isEqualTo(200);

            broker.restart();
            await(exporter, text -> text.contains(UP + " 1.0") && text.contains(shared + "1.0"));
            assertThat(status(exporter, "/health/ready")).isEqualTo(200);
        }
    }

    private static LagExporter exporter(Topics topics) {
        var settings =
                Settings.of(
                        Map.of(
                                "kafka.bootstrap.servers", broker.bootstrapServers(),
                                "kafka.reconnect.backoff.max.ms", "200",
                                "topics.prefix", topics.prefix(),
                                "lag.interval", "200ms",
                                "lag.timeout", "2s",
                                "http.port", "0"));
        var config = LagConfig.from(settings);
        settings.check();
        return LagExporter.start(config);
    }

    private static String share(Topics topics, String topic) {
        return "groundstream_share_group_lag{group=\"%s\",partition=\"0\",topic=\"%s\"} "
                .formatted(topics.runnerGroup(), topic);
    }

    private static String consumed(Topics topics, String topic) {
        return "groundstream_consumer_group_lag{group=\"%s\",partition=\"0\",topic=\"%s\"} "
                .formatted(topics.topologyId(), topic);
    }

    private static void prepare(Topics topics) throws Exception {
        var names =
                Stream.of(
                        topics.images(),
                        topics.claims(),
                        topics.answers(),
                        topics.inferenceResults(),
                        topics.moderationOverrides(),
                        topics.inferenceRequests(Lane.INTERACTIVE),
                        topics.inferenceRequests(Lane.BULK));
        var group = new ConfigResource(ConfigResource.Type.GROUP, topics.runnerGroup());
        var earliest =
                new AlterConfigOp(
                        new ConfigEntry("share.auto.offset.reset", "earliest"),
                        AlterConfigOp.OpType.SET);
        var committed =
                new AlterConfigOp(
                        new ConfigEntry("share.isolation.level", "read_committed"),
                        AlterConfigOp.OpType.SET);
        try (var admin = Admin.create(client())) {
            var created = names.map(name -> new NewTopic(name, 1, (short) 1)).toList();
            admin.createTopics(created).all().get();
            admin.incrementalAlterConfigs(Map.of(group, List.of(earliest, committed))).all().get();
        }
    }

    private static void send(String topic) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> transactional() {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "transactional.id",
                        "topology");
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void read(Topics topics, long next) throws Exception {
        var read = Map.of(new TopicPartition(topics.images(), 0), new OffsetAndMetadata(next));
        try (var admin = Admin.create(client())) {
            admin.alterConsumerGroupOffsets(topics.topologyId(), read).all().get();
        }
    }

    /** As runners do; what more was taken is given back. */
    private static void acknowledge(Topics topics, int count) {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "group.id", topics.runnerGroup(),
                        "share.acknowledgement.mode", "explicit");
        int accepted = 0;
        try (var consumer =
                new KafkaShareConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topics.inferenceRequests(Lane.BULK)));
            while (accepted < count) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    boolean done = accepted < count;
                    accepted += done ? 1 : 0;
                    consumer.acknowledge(
                            record, done ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
                }
                var _ = consumer.commitSync();
            }
        }
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private String await(LagExporter exporter, Predicate<String> wanted) throws Exception {
        var giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            var text = get(exporter, "/metrics").body();
            if (wanted.test(text)) {
                return text;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("not so after " + PATIENCE + ":\n" + text);
            }
            Thread.sleep(20);
        }
    }

    private int status(LagExporter exporter, String path) throws Exception {
        return get(exporter, path).statusCode();
    }

    private java.net.http.HttpResponse<String> get(LagExporter exporter, String path)
            throws Exception {
        var uri = URI.create("http://127.0.0.1:" + exporter.port() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
