package io.groundstream.console.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.console.stand.Form;
import io.groundstream.console.stand.Installation;
import io.groundstream.console.stand.Stand;
import io.groundstream.console.stand.TestConsole;
import io.groundstream.console.stand.TestConsole.Reply;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Origin;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.trace.Tracing;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A person's pictures on real topics; the test plays the pipeline. */
@ExtendWith(Stand.class)
class AskIT {
    private static final int MOST_BYTES = 100_000;
    private static final byte[] PICTURE = "no picture <script>".getBytes(StandardCharsets.UTF_8);

    private final Map<String, Annotation> indexed = new HashMap<>();
    private final Installation here;
    private AskResources resources;
    private TestConsole console;

    AskIT(Installation here) {
        this.here = here;
    }

    @BeforeEach
    void open() {
        var settled =
                new Settled(id -> Optional.ofNullable(indexed.get(id)), _ -> Optional.empty());
        resources =
                AskResources.start(
                        here.cluster(), here.registry(), settled, MOST_BYTES, Tracing.off());
        console = new TestConsole(resources);
    }

    @AfterEach
    void close() {
        console.close();
        resources.close();
    }

    @Test
    void aPictureGoesThroughThePipelineAndItsAnnotationComesBackToWhoWaits() throws Exception {
        var asked =
                console.post(
                        "/try",
                        new Form()
                                .file("image", PICTURE)
                                .text("task", "ANSWER")
                                .text("question", "What is it?"));
        assertThat(asked.status()).isEqualTo(202);
        var imageId = asked.json().path("imageId").asText();
        assertThat(imageId).matches("try-[0-9a-f]{32}");
        var event = published(imageId, asked);
        assertThat(event.getContent()).isEqualTo(new InlineImage(ByteBuffer.wrap(PICTURE)));
        assertThat(event.getLane()).isEqualTo(Lane.INTERACTIVE);
        assertThat(event.getAttributes()).isEqualTo(Map.of("source", "console"));
        assertThat(event.getTasks())
                .singleElement()
                .satisfies(
                        task -> {
                            assertThat(task.getKind()).isEqualTo(TaskKind.ANSWER);
                            assertThat(task.getText()).isEqualTo("What is it?");
                        });

        var early = console.get(place(imageId, asked) + "&wait=0");
        var waiting = CompletableFuture.supplyAsync(() -> get(place(imageId, asked) + "&wait=20"));
        annotate(imageId, version(asked));

        assertThat(early.json()).hasToString("{\"state\":\"WAITING\"}");
        assertThat(waiting.join().json().path("state").asText()).isEqualTo("ANNOTATED");
        assertThat(waiting.join().json().at("/annotation/imageId").asText()).isEqualTo(imageId);
        assertThat(get(place(imageId, asked)).json()).isEqualTo(waiting.join().json());
    }

    @Test
    void aPictureThatCannotBeReadComesBackAsItsDeadLetter() throws Exception {
        var asked = console.post("/try", new Form().file("image", PICTURE));
        var imageId = asked.json().path("imageId").asText();
        var version = version(asked);
        here.send(here.topics().annotations(), imageId, new byte[] {1, 2, 3});
        here.send(here.topics().annotations(), imageId, (byte[]) null);
        here.send(
                here.topics().deadLetters(),
                imageId,
                DeadLetter.newBuilder()
                        .setImageId(imageId)
                        .setCode(FailureCode.UNSUPPORTED_FORMAT)
                        .setOrigin(
                                new Origin(
                                        here.topics().images(),
                                        version.getPartition(),
                                        version.getOffset(),
                                        version))
                        .build());

        var answer = get(place(imageId, asked) + "&wait=20");

        assertThat(answer.json().path("state").asText()).isEqualTo("DEAD_LETTERED");
        assertThat(answer.json().at("/letter/code").asText()).isEqualTo("UNSUPPORTED_FORMAT");
    }

    @Test
    void aUrlIsPublishedAsAReferenceWithItsRegion() throws Exception {
        var form =
                new Form()
                        .text("url", " https://example.org/a.png ")
                        .text("task", "DESCRIBE_REGION")
                        .text("x0", "0.1")
                        .text("y0", "0.2")
                        .text("x1", "0.5")
                        .text("y1", "1");

        var asked = console.post("/try", form);

        var event = published(asked.json().path("imageId").asText(), asked);
        assertThat(((ImageReference) event.getContent()).getUri())
                .isEqualTo("https://example.org/a.png");
        assertThat(event.getTasks().getFirst().getRegion().getX1()).isEqualTo(0.5);
    }

    @Test
    void anAnswerThatCameWhileNobodyFollowedIsFoundInTheIndex() throws Exception {
        var imageId = "try-" + "0".repeat(32);
        indexed.put(imageId, annotation(imageId, new Version(1, 7L)));

        var answer = console.get("/try/" + imageId + "?partition=1&offset=7&wait=20");
        var later = console.get("/try/" + imageId + "?partition=1&offset=8&wait=0");

        assertThat(answer.json().path("state").asText()).isEqualTo("ANNOTATED");
        assertThat(later.json().path("state").asText()).isEqualTo("WAITING");
    }

    @Test
    void whoWaitsIsSentAwayBeforeTheServerCloses() throws Exception {
        var asked = console.post("/try", picture());
        var place = place(asked.json().path("imageId").asText(), asked);
        var waiting = CompletableFuture.supplyAsync(() -> get(place + "&wait=25"));

        resources.dismiss();

        assertThat(waiting.get(10, TimeUnit.SECONDS).json().path("state").asText())
                .isEqualTo("WAITING");
    }

    @Test
    void aPictureThatIsTooLargeIsRefused() throws Exception {
        var little = console.post("/try", new Form().file("image", new byte[MOST_BYTES + 1]));
        var much = console.post("/try", new Form().file("image", new byte[10 * MOST_BYTES]));
        var most = console.post("/try", new Form().file("image", new byte[MOST_BYTES]));

        assertThat(little.status()).isEqualTo(413);
        assertThat(little.code()).isEqualTo("TOO_LARGE");
        assertThat(much.status()).isEqualTo(413);
        assertThat(most.status()).isEqualTo(202);
    }

    @Test
    void aTaskThatThePipelineWouldRefuseIsRefusedAtOnce() throws Exception {
        for (var form :
                List.of(
                        picture().text("task", "PAINT"),
                        picture().text("task", "UNSPECIFIED"),
                        picture().text("task", "ANSWER"),
                        picture().text("task", "BRIEF_CAPTION").text("text", "a phrase"),
                        picture().text("task", "DESCRIBE_REGION"),
                        picture().text("task", "DESCRIBE_REGION").text("x0", "0.1"),
                        region("0.1", "0.1", "0.05", "0.2"),
                        region("0", "0", "NaN", "1"),
                        region("0", "0", "1,1", "1"),
                        region("0", "0", "1", "wide"))) {
            var reply = console.post("/try", form);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.code()).as(reply.toString()).isEqualTo("BAD_TASK");
        }
    }

    @Test
    void whatIsNoQuestionIsRefused() throws Exception {
        for (var form :
                List.of(
                        new Form(),
                        new Form().text("task", "BRIEF_CAPTION"),
                        picture().text("url", "https://example.org/a.png"),
                        new Form().text("url", "example.org/a.png"),
                        picture().text("lane", "BULK"),
                        picture().text("task", "ANSWER").text("task", "ANSWER"),
                        picture().text("text", "a").text("question", "b"))) {
            var reply = console.post("/try", form);
            assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
            assertThat(reply.code()).as(reply.toString()).isEqualTo("BAD_REQUEST");
        }
        assertThat(console.post("/try", "image=1").code()).isEqualTo("BAD_REQUEST");
        assertThat(console.get("/try/scene-1").status()).isEqualTo(404);
        assertThat(console.get("/try/try-" + "0".repeat(32) + "?wait=60").code())
                .isEqualTo("BAD_REQUEST");
    }

    private static Form picture() {
        return new Form().file("image", PICTURE);
    }

    private static Form region(String x0, String y0, String x1, String y1) {
        return picture()
                .text("task", "DESCRIBE_REGION")
                .text("x0", x0)
                .text("y0", y0)
                .text("x1", x1)
                .text("y1", y1);
    }

    private Reply get(String path) {
        try {
            return console.get(path);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ImageEvent published(String imageId, Reply asked) {
        var records = here.records(here.topics().images(), imageId);
        assertThat(records).hasSize(1);
        assertThat(records.getFirst().partition()).isEqualTo(version(asked).getPartition());
        assertThat(records.getFirst().offset()).isEqualTo(version(asked).getOffset());
        return here.decode(records.getFirst(), ImageEvent.class);
    }

    private static Version version(Reply asked) {
        return new Version(
                asked.json().at("/version/partition").asInt(),
                asked.json().at("/version/offset").asLong());
    }

    private static String place(String imageId, Reply asked) {
        var version = version(asked);
        return "/try/%s?partition=%d&offset=%d"
                .formatted(imageId, version.getPartition(), version.getOffset());
    }

    private void annotate(String imageId, Version version) {
        here.send(here.topics().annotations(), imageId, annotation(imageId, version));
    }

    private static Annotation annotation(String imageId, Version version) {
        return Annotation.newBuilder().setImageId(imageId).setVersion(version).build();
    }
}
