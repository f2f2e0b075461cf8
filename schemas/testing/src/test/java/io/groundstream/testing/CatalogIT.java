package io.groundstream.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.NewTopics;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.UnknownSchemaException;

import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The admin step and the wire format against the real broker and the real registry. */
class CatalogIT {
    private static final Topics TOPICS = new Topics("it.");

    private static RealBroker broker;
    private static RealRegistry server;
    private static Registry registry;

    @BeforeAll
    static void prepare() throws Exception {
        broker = RealBroker.start(Map.of());
        server = RealRegistry.start();
        registry = Registry.connect(server.url(), Map.of());
        runAdminStep();
    }

    @AfterAll
    static void stop() throws Exception {
        registry.close();
        server.close();
        broker.close();
    }

    @Test
    void createsEveryTopicAndMayBeRepeated() throws Exception {
        runAdminStep();

        try (var admin = admin()) {
            var described =
                    admin.describeTopics(
                                    TopicSpec.all(TOPICS).stream().map(TopicSpec::name).toList())
                            .allTopicNames()
                            .get();
            assertThat(described.values())
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(6));
        }
    }

    @Test
    void whatIsWrittenToANewTopicAtOnceIsStored() throws Exception {
        var record = new byte[50_000];
        try (var admin = admin()) {
            for (int i = 0; i < 4; i++) {
                var topic = "new-" + i;
                new NewTopics(admin).create(List.of(new NewTopic(topic, 100, (short) 1)));
                try (var producer = producer()) {
                    var stored =
                            IntStream.range(0, 1000)
                                    .mapToObj(n -> new ProducerRecord<>(topic, n % 100, "", record))
                                    .map(producer::send)
                                    .toList();
                    for (var one : stored) {
                        assertThat(one.get().hasOffset()).isTrue();
                    }
                }
            }
        }
    }

    @Test
    void leavesAnOperatorsRetentionAlone() throws Exception {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, TOPICS.images());
        try (var admin = admin()) {
            Configs.set(admin, resource, "retention.ms", "1234567");
            Configs.set(admin, resource, "max.message.bytes", "1000");
            runAdminStep();

            Configs.await(
                    admin,
                    resource,
                    "max.message.bytes",
                    Integer.toString(TopicSpec.MAX_RECORD_BYTES));
            Configs.await(admin, resource, "retention.ms", "1234567");
        }
    }

    @Test
    void setsTheShareGroupsDeliveryLimit() throws Exception {
        var group = new ConfigResource(ConfigResource.Type.GROUP, TOPICS.runnerGroup());
        try (var admin = admin()) {
            Configs.await(admin, group, "share.delivery.count.limit", "10");
            Configs.await(admin, group, "share.auto.offset.reset", "earliest");
        }
    }

    @Test
    void theRegistryRefusesAnIncompatibleSchema() {
        var incompatible =
                SchemaBuilder.record("ImageEvent")
                        .namespace("io.groundstream.schemas.avro")
                        .fields()
                        .requiredInt("imageId")
                        .endRecord();

        assertThatThrownBy(() -> registry.register(Topics.subject(TOPICS.images()), incompatible))
                .isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void recordsGoThroughTheRealRegistryAndBack() {
        var encoder = new Encoder<ImageEvent>(registry, Topics.subject(TOPICS.images()));
        var decoder = new Decoder<>(registry, ImageEvent.class);
        var event = ImageEvent.newBuilder().setImageId("a").build();

        assertThat(decoder.decode(Place.unknownIn("images"), encoder.encode(event)))
                .isEqualTo(event);
    }

    @Test
    void anUnknownIdOfTheRealRegistryIsABrokenRecord() {
        var decoder = new Decoder<>(registry, ImageEvent.class);
        var bytes = new byte[] {0, 0x7f, 0, 0, 1, 0};

        assertThatThrownBy(() -> decoder.decode(new Place("images", 0, 7), bytes))
                .isInstanceOf(BrokenRecordException.class)
                .hasMessageContaining("images-0@7");
    }

    private static void runAdminStep() throws InterruptedException {
        Catalog.prepare(clusterConfig(), registry, TOPICS, CatalogSettings.SINGLE_BROKER);
    }

    private static KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        "request.timeout.ms",
                        "10000",
                        "delivery.timeout.ms",
                        "20000"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static Admin admin() {
        return Admin.create(clusterConfig());
    }

    private static Map<String, Object> clusterConfig() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
