package io.groundstream.topology.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.avro.WorkClaim;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class WorkKeyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SHA = "ab".repeat(32);
    private static final TaskRequest ASK = new TaskRequest(TaskKind.ANSWER, "a", null);

    @Test
    void isThatOfTheBytesAndTheTasksWhoeverAsksAndHowever() {
        var one = inline("x", ASK);
        var other =
                ImageEvent.newBuilder(one)
                        .setImageId("b")
                        .setLane(Lane.BULK)
                        .setDeadline(NOW)
                        .setMediaType("image/png")
                        .setAttributes(Map.of("k", "v"))
                        .build();

        assertThat(key("b", 7, other)).isEqualTo(key("a", 0, one)).matches("[0-9a-f]{64}");
    }

    @Test
    void noTasksAreOneBriefCaption() {
        assertThat(key("a", 0, inline("x")))
                .isEqualTo(
                        key(
                                "a",
                                0,
                                inline("x", new TaskRequest(TaskKind.BRIEF_CAPTION, null, null))));
    }

    @Test
    void everythingThatTheModelIsToldCounts() {
        var box = new Box(0.0, 0.0, 0.5, 0.5);
        assertThat(
                        List.of(
                                key("a", 0, inline("x", ASK)),
                                key("a", 0, inline("y", ASK)),
                                key("a", 0, inline("x", task("A"))),
                                key("a", 0, inline("x", task("a "))),
                                key("a", 0, inline("x", ASK, ASK)),
                                key("a", 0, inline("x", task("a"), task("b"))),
                                key("a", 0, inline("x", task("b"), task("a"))),
                                key("a", 0, inline("x", task("ab"))),
                                key(
                                        "a",
                                        0,
                                        inline(
                                                "x",
                                                new TaskRequest(
                                                        TaskKind.GROUNDED_ANSWER, "a", null))),
                                key(
                                        "a",
                                        0,
                                        inline(
                                                "x",
                                                new TaskRequest(TaskKind.PLAIN_CAPTION, "", null))),
                                key(
                                        "a",
                                        0,
                                        inline(
                                                "x",
                                                new TaskRequest(
                                                        TaskKind.PLAIN_CAPTION, null, null))),
                                key(
                                        "a",
                                        0,
                                        inline(
                                                "x",
                                                new TaskRequest(
                                                        TaskKind.DESCRIBE_REGION, null, box))),
                                // what UTF-8 writes as one and the same question mark
                                key("a", 0, inline("x", task("\ud800"))),
                                key("a", 0, inline("x", task("\ud801"))),
                                key("a", 0, inline("x", task("?")))))
                .doesNotHaveDuplicates();
    }

    @Test
    void partsCannotBeShiftedIntoEachOther() {
        assertThat(key("a", 0, reference("https://x/", SHA, null)))
                .isNotEqualTo(key("a", 0, reference("https://x", SHA, null)))
                .isNotEqualTo(key("a", 0, reference("https://x/", SHA, 1L)));
        assertThat(key("a1", 0, reference("https://x/", null, null)))
                .isNotEqualTo(key("1", 0, reference("https://x/a", null, null)));
    }

    @Test
    void aReferenceIsNotAnInlinePictureOfTheSameDigest() {
        var inline = inline("x");
        var sha256 = Digest.of(ByteBuffer.wrap(new byte[] {'x'}));

        assertThat(key("a", 0, reference("https://x/", sha256, null)))
                .isNotEqualTo(key("a", 0, inline));
    }

    @Test
    void withADigestAReferenceIsSharedWithoutOneItIsItsVersionsOwn() {
        assertThat(key("a", 0, reference("https://x/", SHA, null)))
                .isEqualTo(key("b", 7, reference("https://x/", SHA, null)));
        assertThat(
                        List.of(
                                key("a", 0, reference("https://x/", null, null)),
                                key("a", 1, reference("https://x/", null, null)),
                                key("b", 0, reference("https://x/", null, null))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aClaimCarriesNoBytes() {
        var content = (InlineImage) claim("a", 0, inline("x")).getContent();

        assertThat(content.getData().remaining()).isZero();
    }

    private static TaskRequest task(String text) {
        return new TaskRequest(TaskKind.ANSWER, text, null);
    }

    private static ImageEvent inline(String bytes, TaskRequest... tasks) {
        return ImageEvent.newBuilder()
                .setImageId("a")
                .setContent(new InlineImage(ByteBuffer.wrap(new byte[] {(byte) bytes.charAt(0)})))
                .setTasks(List.of(tasks))
                .build();
    }

    private static ImageEvent reference(String uri, String sha256, Long size) {
        return ImageEvent.newBuilder()
                .setImageId("a")
                .setContent(new ImageReference(uri, sha256, size))
                .build();
    }

    private static String key(String imageId, long offset, ImageEvent event) {
        return claim(imageId, offset, event).getWorkKey();
    }

    private static WorkClaim claim(String imageId, long offset, ImageEvent event) {
        return Claims.claim(new Arrival(imageId, new Version(0, offset)), event, NOW);
    }
}
