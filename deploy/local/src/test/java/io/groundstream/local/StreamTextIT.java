package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.local.Keyboard.Printed;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What publishers and watchers see of the streams, on a real broker. */
@ExtendWith(Backing.Lent.class)
class StreamTextIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE =
            "\u001b]0;owned\u0007\u001b[2J\u009b31m\u202e\r\nforged\u2028gun\u007f";
    private static final String OUR_SEQUENCES = "\u001b\\[0(;\\d+)?m";
    private static final String POLICY =
            """
            rules:
              - ruleId: weapons
                category: weapons
                severity: 90
                verdict: BLOCK
                terms: [gun]
            """;

    @TempDir Path folder;

    private final Backing backing;
    private Cluster cluster;
    private String config;

    StreamTextIT(Backing backing) {
        this.backing = backing;
    }

    @BeforeEach
    void prepare() throws Exception {
        cluster = backing.prepared("text-" + UUID.randomUUID() + ".");
        config = Backing.config(folder, cluster);
    }

    @Test
    void nothingFromAStreamSteersTheTerminal() throws Exception {
        fillWithHostileText();
        var policy = Files.writeString(folder.resolve("policy.yaml"), POLICY).toString();

        for (var topic : hostile(cluster.topics()).keySet()) {
            var name = topic.substring(cluster.topics().prefix().length());
            assertSafe("watch", name, "--from-beginning", "--max", "1");
        }
        assertSafe("watch", "--from-beginning", "--max", "1", "--boxes");
        assertSafe("dead-letters", "list");
        assertSafe("dead-letters", "show", HOSTILE);
        assertSafe("dead-letters", "show", HOSTILE + " none");
        assertSafe("dead-letters", "replay", "--dry-run");
        assertSafe("override", HOSTILE, "--verdict", "allow");
        assertSafe("policy", "show");
        assertSafe("policy", "show", "--json");
        assertSafe("policy", "replay", "--policy", policy, "--dry-run");
    }

    @Test
    void programsReadWhatStandsOnTheStream() throws Exception {
        fillWithHostileText();

        var printed = type("watch", "--from-beginning", "--max", "1", "--json");

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.out()).matches("[ -~]*\\n");
        assertThat(JSON.readTree(printed.out()).at("/results/0/text").asText()).isEqualTo(HOSTILE);
    }

    @Test
    void watchIsALineARecordWithoutColoursWhereNobodyLooks() throws Exception {
        put(cluster.topics().annotations(), "a.png", annotation("a.png", "A cat."));

        var printed = type("watch", "--from-beginning", "--max", "1");

        assertThat(printed.out()).isEqualTo("1970-01-01T00:00:00Z  a.png  A cat (0.75).\n");
    }

    @Test
    void publishNamesEachPictureThatFailsAndSendsTheOthers() throws Exception {
        var good = picture("good.png", 10);
        var large = picture("large.png", TopicSpec.MAX_INLINE_BYTES + 1);
        var none = folder.resolve("none.png").toString();
        var uri = "https://images.example.org/a.jpg";

        var printed = type("publish", none, good, large, uri);

        assertThat(printed.exitCode()).isEqualTo(1);
        assertThat(printed.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(none + ": no such file"),
                        line -> assertThat(line).startsWith(large + ": 4194305 bytes, at most"));
        assertThat(printed.lines())
                .singleElement()
                .asString()
                .startsWith("2 of 4 published, 10 B in ")
                .endsWith("; 2 failed");
        assertThat(onTopic().keySet()).containsExactlyInAnyOrder(good, uri);
    }

    @Test
    void publishTellsProgramsWhereEachPictureStands() throws Exception {
        var good = picture("good.png", 10);

        var printed = type("publish", "--json", good, folder.toString());

        assertThat(printed.exitCode()).isEqualTo(1);
        var published = JSON.readTree(printed.lines().getFirst());
        assertThat(published.path("imageId").asText()).isEqualTo(good);
        assertThat(published.path("version")).isEqualTo(onTopic().get(good));
        var failed = JSON.readTree(printed.lines().getLast());
        assertThat(failed.path("path").asText()).isEqualTo(folder.toString());
        assertThat(failed.at("/error/code").asText()).isEqualTo("FETCH");
    }

    @Test
    void publishShowsItsProgressAtATerminal() throws Exception {
        var pictures = new ArrayList<String>(List.of("publish", "--config", config));
        for (int i = 0; i < 3; i++) {
            pictures.add(picture(i + ".png", 1000));
        }

        var printed = Keyboard.typeAtTerminal(60, pictures.toArray(String[]::new));

        assertThat(printed.exitCode()).as(printed.err()).isZero();
        assertThat(printed.err()).contains("\r[###").contains(" 3/3  3.0 kB  ").endsWith("/s\n");
        assertThat(printed.out()).startsWith("all of 3 published, 3.0 kB in ");
    }

    @Test
    void aBrokerThatIsNotThereIsOneLine() {
        var printed = Keyboard.type("watch", "--bootstrap-servers", "127.0.0.1:1");

        assertThat(printed.exitCode()).isEqualTo(1);
        assertThat(printed.err())
                .hasLineCount(1)
                .startsWith("groundstream watch: no broker answers at 127.0.0.1:1")
                .contains("groundstream doctor");
    }

    private Printed type(String... words) {
        return Keyboard.type(withConfig(words));
    }

    private String[] withConfig(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config));
        return all.toArray(String[]::new);
    }

    private void assertSafe(String... words) {
        var printed = Keyboard.typeAtTerminal(40, withConfig(words));
        var what = String.join(" ", words);

        var shown = (printed.out() + printed.err()).replaceAll(OUR_SEQUENCES, "");
        assertThat(shown.replaceAll("\n *", "")).as(what).contains("owned");
        assertThat(shown.codePoints()).as(what).allMatch(c -> c == '\n' || !isSteering(c));
        assertThat(shown.lines()).as(what).noneMatch(line -> line.startsWith("forged"));
    }

    private static boolean isSteering(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || Character.getType(codePoint) == Character.LINE_SEPARATOR;
    }

    private void fillWithHostileText() throws Exception {
        for (var entry : hostile(cluster.topics()).entrySet()) {
            var topic = entry.getKey();
            boolean isPolicy = topic.equals(cluster.topics().moderationPolicies());
            put(topic, isPolicy ? "default@" + HOSTILE : HOSTILE, entry.getValue());
        }
    }

    private static Map<String, SpecificRecord> hostile(Topics topics) {
        var records = new HashMap<String, SpecificRecord>();
        records.put(topics.annotations(), annotation(HOSTILE, HOSTILE));
        records.put(topics.images(), ImageEvent.newBuilder().setImageId(HOSTILE).build());
        records.put(
                topics.deadLetters(),
                DeadLetter.newBuilder().setImageId(HOSTILE).setMessage(HOSTILE).build());
        records.put(
                topics.moderationDecisions(),
                ModerationDecision.newBuilder()
                        .setImageId(HOSTILE)
                        .setContentSha256("ab")
                        .setActor(HOSTILE)
                        .build());
        records.put(
                topics.searchDocuments(),
                SearchDocument.newBuilder().setImageId(HOSTILE).setCaption(HOSTILE).build());
        records.put(
                topics.moderationPolicies(),
                ModerationPolicy.newBuilder().setComment(HOSTILE).build());
        return records;
    }

    /** The first five letters are a phrase with a box. */
    private static Annotation annotation(String imageId, String text) {
        var box = new ScoredBox(new Box(0.0, 0.0, 1.0, 1.0), 0.75, 0.75);
        var entity =
                Entity.newBuilder().setPhrase(text).setSpanEnd(5).setBoxes(List.of(box)).build();
        var result = TaskResult.newBuilder().setText(text).setEntities(List.of(entity)).build();
        return Annotation.newBuilder().setImageId(imageId).setResults(List.of(result)).build();
    }

    private void put(String topic, String key, SpecificRecord value) throws Exception {
        try (var registry = cluster.registry();
                var producer = cluster.producer()) {
            var encoder = new Encoder<SpecificRecord>(registry, Topics.subject(topic));
            producer.send(new ProducerRecord<>(topic, key, encoder.encode(value))).get();
        }
    }

    /** The versions of what stands on the images topic, by imageId. */
    private Map<String, JsonNode> onTopic() throws IOException {
        var versions = new HashMap<String, JsonNode>();
        var images = List.of(cluster.topics().images());
        try (var registry = cluster.registry();
                var reader = TopicReader.open(cluster, registry, images, true)) {
            do {
                for (var read : reader.poll(Duration.ofMillis(100))) {
                    versions.put(
                            read.key(),
                            JSON.createObjectNode()
                                    .put("partition", read.place().partition())
                                    .put("offset", (int) read.place().offset()));
                }
            } while (!reader.isAtEnd());
        }
        return versions;
    }

    private String picture(String name, int size) throws IOException {
        return Files.write(folder.resolve(name), new byte[size]).toString();
    }
}
