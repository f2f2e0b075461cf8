package io.groundstream.console.letters;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.stand.Installation;
import io.groundstream.console.stand.Stand;
import io.groundstream.console.stand.TestConsole;
import io.groundstream.console.stand.TestConsole.Reply;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Origin;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.ReplayMark;
import io.groundstream.search.LetterQuery;
import io.groundstream.search.Page;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dead letters whose events stand on a real images topic. */
@ExtendWith(Stand.class)
class LettersIT {
    private final List<DeadLetter> standing = new ArrayList<>();
    private final Installation here;
    private TestConsole console;

    LettersIT(Installation here) {
        this.here = here;
    }

    @BeforeEach
    void open() {
        var letters = new Letters(this::get, this::find, () -> Map.of(FailureCode.FETCH, 2L));
        console =
                new TestConsole(
                        new LetterResources(letters), new ReplayResources(here.cluster(), letters));
    }

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void lettersAreListedWithTheirCounts() throws Exception {
        fail("listed", FailureCode.FETCH);

        var reply = console.get("/dead-letters?code=FETCH&stage=FETCH&size=5");

        assertThat(reply.json().path("total").asInt()).isEqualTo(1);
        assertThat(reply.json().path("counts")).hasToString("{\"FETCH\":2}");
        assertThat(reply.json().path("next").isNull()).isTrue();
        assertThat(reply.json().at("/items/0/imageId").asText()).isEqualTo("listed");
        assertThat(reply.json().at("/items/0/origin/version/partition").isInt()).isTrue();
        assertThat(console.get("/dead-letters?code=BROKEN").code()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void aDryRunTellsAndAReplayPublishesOnceWithItsMark() throws Exception {
        var origin = fail("again", FailureCode.FETCH);

        var dry = replay("{\"imageIds\": [\"again\", \"nobody\"], \"dryRun\": true}");
        assertThat(dry.json().path("replayed").asInt()).isEqualTo(1);
        assertThat(results(dry)).containsExactly("NO_LETTER", "WOULD_REPLAY");
        assertThat(results(replay("{\"imageIds\": [\"nobody\"]}"))).containsExactly("NO_LETTER");
        assertThat(here.records(here.topics().images(), "again")).hasSize(1);

        var done = replay("{\"imageIds\": [\"again\"]}");
        assertThat(done.json().path("replayed").asInt()).isEqualTo(1);
        assertThat(done.json().at("/results/0/words").asText()).isEqualTo("published again");
        var records = here.records(here.topics().images(), "again");
        assertThat(records).hasSize(2);
        assertThat(records.getLast().value()).isEqualTo(records.getFirst().value());
        assertThat(ReplayMark.of(records.getLast().headers())).hasValue(new ReplayMark(origin, 1));

        assertThat(results(replay("{\"imageIds\": [\"again\"]}")))
                .containsExactly("ALREADY_REPLAYED");
        assertThat(here.records(here.topics().images(), "again")).hasSize(2);
    }

    @Test
    void lettersOfACodeAreReplayedTheOldestFirstUpToTheMaximum() throws Exception {
        fail("timeout-1", FailureCode.TIMEOUT);
        fail("timeout-2", FailureCode.TIMEOUT);
        fail("timeout-3", FailureCode.TIMEOUT);
        fail("other", FailureCode.MODEL);

        var reply = replay("{\"code\": \"TIMEOUT\", \"max\": 2}");

        assertThat(reply.json().path("replayed").asInt()).isEqualTo(2);
        assertThat(reply.json().path("results").findValuesAsText("imageId"))
                .containsExactly("timeout-1", "timeout-2");
        assertThat(here.records(here.topics().images(), "timeout-3")).hasSize(1);
        assertThat(here.records(here.topics().images(), "other")).hasSize(1);
    }

    @Test
    void anImageThatWasReplacedIsLeftAlone() throws Exception {
        fail("replaced", FailureCode.FETCH);
        publish("replaced");

        assertThat(results(replay("{\"imageIds\": [\"replaced\"]}"))).containsExactly("REPLACED");
        assertThat(here.records(here.topics().images(), "replaced")).hasSize(2);
    }

    @Test
    void whatCannotBeMeantIsRefused() throws Exception {
        for (var body :
                List.of(
                        "{}",
                        "{\"imageIds\": []}",
                        "{\"imageIds\": [7]}",
                        "{\"imageIds\": [\"a\"], \"code\": \"FETCH\"}",
                        "{\"code\": \"BROKEN\"}",
                        "{\"code\": \"FETCH\", \"max\": 0}",
                        "{\"code\": \"FETCH\", \"dryRun\": \"no\"}")) {
            var reply = replay(body);
            assertThat(reply.status()).as(body).isEqualTo(400);
            assertThat(reply.code()).as(body).isEqualTo("BAD_REQUEST");
        }
    }

    private Reply replay(String body) throws Exception {
        return console.post("/dead-letters/replay", body);
    }

    private static List<String> results(Reply reply) {
        return reply.json().path("results").findValuesAsText("result");
    }

    private Version publish(String imageId) {
        var event =
                ImageEvent.newBuilder()
                        .setImageId(imageId)
                        .setContent(new InlineImage(ByteBuffer.wrap(new byte[] {1, 2, 3})))
                        .setSubmittedAt(Instant.now())
                        .build();
        var sent = here.send(here.topics().images(), imageId, event);
        return new Version(sent.partition(), sent.offset());
    }

    private Version fail(String imageId, FailureCode code) {
        var version = publish(imageId);
        var topic = here.topics().images();
        standing.add(
                DeadLetter.newBuilder()
                        .setImageId(imageId)
                        .setCode(code)
                        .setStage(Stage.FETCH)
                        .setOrigin(
                                new Origin(
                                        topic,
                                        version.getPartition(),
                                        version.getOffset(),
                                        version))
                        .setAt(Instant.ofEpochSecond(1_000 + standing.size()))
                        .build());
        return version;
    }

    private Optional<DeadLetter> get(String imageId) {
        return standing.stream().filter(l -> l.getImageId().equals(imageId)).findFirst();
    }

    /** The newest first, two to a page, as an index would have it. */
    private Page<DeadLetter> find(LetterQuery query) {
        var found =
                standing.reversed().stream()
                        .filter(l -> query.code() == null || l.getCode() == query.code())
                        .toList();
        int from = query.after() == null ? 0 : Integer.parseInt(query.after());
        int to = Math.min(from + 2, found.size());
        var next = to < found.size() ? Integer.toString(to) : null;
        return new Page<>(found.subList(from, to), found.size(), next);
    }
}
