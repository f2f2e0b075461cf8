package io.groundstream.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.search.DecisionQuery;
import io.groundstream.search.LetterQuery;
import io.groundstream.search.SearchIndices;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The four indices behind their resources, from records on a real broker. */
class ImageResourcesIT {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir private static Path folder;
    private static RealBroker broker;
    private static RealRegistry server;
    private static Cluster cluster;
    private static Registry registry;
    private static KafkaProducer<String, byte[]> producer;
    private static SearchIndices indices;
    private static Rest rest;

    @BeforeAll
    static void start() throws Exception {
        broker = RealBroker.start(Map.of());
        server = RealRegistry.start();
        cluster = Cluster.of(broker.bootstrapServers(), server.url());
        registry = cluster.registry();
        Catalog.prepare(
                new HashMap<>(cluster.kafka()),
                registry,
                cluster.topics(),
                new CatalogSettings(2, (short) 1, 10, Duration.ofSeconds(30)));
        producer = cluster.producer();
        indices = SearchIndices.open(folder, cluster, registry);
        rest =
                new Rest(
                        new SearchResources(indices.documents()),
                        new ImageResources(
                                indices.annotations(), indices.decisions(), indices.letters()));
    }

    @AfterAll
    static void stop() throws Exception {
        rest.close();
        indices.close();
        producer.close();
        registry.close();
        server.close();
        broker.close();
    }

    @Test
    void tellsAllThatStandsAboutAnImage() throws Exception {
        var topics = cluster.topics();
        put(topics.annotations(), "a 1", Annotation.newBuilder().setImageId("a 1").build());
        put(topics.moderationDecisions(), "a 1", decision("a 1", Verdict.REVIEW, 0));
        put(topics.deadLetters(), "b", letter("b", FailureCode.TIMEOUT, 0));
        await(() -> indices.decisions().get("a 1").isPresent());
        await(() -> indices.annotations().get("a 1").isPresent());
        await(() -> indices.letters().get("b").isPresent());

        var both = rest.get("/images/a%201");
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.body().at("/annotation/imageId").asText()).isEqualTo("a 1");
        assertThat(both.body().at("/decision/verdict").asText()).isEqualTo("REVIEW");
        assertThat(both.body().path("letter").isNull()).isTrue();
        assertThat(rest.get("/images/b").body().at("/letter/code").asText()).isEqualTo("TIMEOUT");
        assertThat(rest.get("/images/nobody").status()).isEqualTo(404);

        put(topics.deadLetters(), "b", null);
        await(() -> indices.letters().get("b").isEmpty());
        assertThat(rest.get("/images/b").status()).isEqualTo(404);
    }

    @Test
    void decisionsAndLettersComeInPagesTheNewestFirst() throws Exception {
        var topics = cluster.topics();
        for (int i = 0; i < 7; i++) {
            put(topics.moderationDecisions(), "p" + i, decision("p" + i, Verdict.BLOCK, i));
            put(topics.deadLetters(), "p" + i, letter("p" + i, FailureCode.FETCH, i));
        }
        await(() -> indices.decisions().counts().getOrDefault(Verdict.BLOCK, 0L) == 7);
        await(() -> indices.letters().counts().getOrDefault(FailureCode.FETCH, 0L) == 7);

        var ids = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var page =
                    indices.decisions()
                            .find(
                                    new DecisionQuery(
                                            Verdict.BLOCK, DecisionReason.RULES, null, after, 3));
            assertThat(page.total()).isEqualTo(7);
            page.items().forEach(decision -> ids.add(decision.getImageId()));
            after = page.next();
        } while (after != null);
        assertThat(ids).containsExactly("p6", "p5", "p4", "p3", "p2", "p1", "p0");
        assertThat(
                        indices.letters()
                                .find(new LetterQuery(FailureCode.FETCH, Stage.FETCH, null, 100))
                                .items())
                .hasSize(7);
        assertThat(indices.letters().find(new LetterQuery(null, Stage.PUBLISH, null, 1)).total())
                .isZero();
    }

    @Test
    void searchCanBeNarrowedToAVerdict() throws Exception {
        var topics = cluster.topics();
        for (var id : new String[] {"v1", "v2"}) {
            put(
                    topics.searchDocuments(),
                    id,
                    SearchDocument.newBuilder().setImageId(id).setCaption("a yellow boat").build());
        }
        put(topics.moderationDecisions(), "v1", decision("v1", Verdict.ALLOW, 0));
        await(() -> indices.documents().count() >= 2);
        await(() -> indices.decisions().get("v1").isPresent());

        assertThat(rest.search("boat").body().path("total").asInt()).isEqualTo(2);
        var allowed = rest.get("/search?q=boat&verdict=ALLOW").body();
        assertThat(allowed.path("total").asInt()).isEqualTo(1);
        assertThat(allowed.at("/items/0/imageId").asText()).isEqualTo("v1");
        await(indices::isCaughtUp);
        assertThat(indices.lag())
                .containsOnlyKeys(
                        topics.searchDocuments(),
                        topics.moderationDecisions(),
                        topics.deadLetters(),
                        topics.annotations());
        assertThat(indices.fault()).isNull();
    }

    private static ModerationDecision decision(String imageId, Verdict verdict, int second) {
        return ModerationDecision.newBuilder()
                .setImageId(imageId)
                .setVerdict(verdict)
                .setDecidedAt(NOON.plusSeconds(second))
                .build();
    }

    private static DeadLetter letter(String imageId, FailureCode code, int second) {
        return DeadLetter.newBuilder()
                .setImageId(imageId)
                .setCode(code)
                .setStage(Stage.FETCH)
                .setAt(NOON.plusSeconds(second))
                .build();
    }

    private static void put(String topic, String key, @Nullable SpecificRecord record)
            throws Exception {
        var bytes =
                record == null
                        ? null
                        : new Encoder<>(registry, Topics.subject(topic)).encode(record);
        producer.send(new ProducerRecord<>(topic, key, bytes)).get();
    }

    private static void await(BooleanSupplier condition) {
        var giveUp = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean() && Instant.now().isBefore(giveUp)) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
