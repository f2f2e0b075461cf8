package io.groundstream.runner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class FetcherTest {
    // printf abc | sha256sum
    private static final String SHA256_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir Path root;
    private Path allowed;
    private Path outside;
    private Fetcher fetcher;

    @BeforeEach
    void prepare() throws IOException {
        allowed = Files.createDirectory(root.resolve("allowed"));
        outside = Files.writeString(root.resolve("outside"), "secret");
        Files.writeString(allowed.resolve("inside"), "abc");
        fetcher = Fetcher.open(Sources.of(Folders.of(List.of(allowed))), 100);
    }

    @Test
    void inlineBytesAreTakenAsTheyAre() {
        var picture = (Picture) fetch(new InlineImage(ByteBuffer.wrap(new byte[] {1, 2})));

        assertThat(picture.bytes()).containsExactly(1, 2);
    }

    @Test
    void aFileInAnAllowedFolderIsRead() {
        var picture = (Picture) fetch(reference(allowed.resolve("inside")));

        assertThat(picture.bytes()).asString().isEqualTo("abc");
        assertThat(picture.sha256()).isEqualTo(SHA256_OF_ABC);
    }

    @Test
    void aDeclaredDigestMustBeTheBytesOwn() {
        var uri = allowed.resolve("inside").toUri().toString();

        assertThat(fetch(new ImageReference(uri, SHA256_OF_ABC, 3L))).isInstanceOf(Picture.class);
        assertCode(new ImageReference(uri, "0".repeat(64), null), FailureCode.DIGEST_MISMATCH);
        assertCode(new ImageReference(uri, SHA256_OF_ABC, 4L), FailureCode.DIGEST_MISMATCH);
    }

    @Test
    void noPathLeadsOut() throws IOException {
        var link = Files.createSymbolicLink(allowed.resolve("link"), outside);
        var folder = Files.createSymbolicLink(allowed.resolve("folder"), root);

        assertCode(reference(outside), FailureCode.FORBIDDEN_SOURCE);
        assertCode(reference(link), FailureCode.FORBIDDEN_SOURCE);
        assertCode(reference(folder.resolve("outside")), FailureCode.FORBIDDEN_SOURCE);
        assertCode(
                new ImageReference("file://" + allowed + "/../outside", null, null),
                FailureCode.FORBIDDEN_SOURCE);
        assertCode(
                new ImageReference("file://" + allowed + "/%2e%2e/outside", null, null),
                FailureCode.FORBIDDEN_SOURCE);
    }

    @Test
    void whatLiesOutsideIsNotEvenLookedAt() {
        assertCode(reference(root.resolve("no-such-file")), FailureCode.FORBIDDEN_SOURCE);
        assertCode(reference(allowed.resolve("no-such-file")), FailureCode.FETCH);
        assertCode(reference(allowed), FailureCode.FETCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/a.png",
                "http://169.254.169.254/latest",
                "s3://bucket/key",
                "file://host/etc/passwd",
                "file:relative",
                "jar:file:/a.jar!/b",
                "::",
                ""
            })
    void everyOtherSourceIsForbidden(String uri) {
        assertCode(new ImageReference(uri, null, null), FailureCode.FORBIDDEN_SOURCE);
    }

    @Test
    void tooManyBytesAreRefusedWhereverTheyAre() throws IOException {
        var big = Files.write(allowed.resolve("big"), new byte[101]);

        assertCode(reference(big), FailureCode.TOO_LARGE);
        assertCode(new ImageReference(big.toUri().toString(), null, 1_000L), FailureCode.TOO_LARGE);
        var inline = (NotFetched) fetch(new InlineImage(ByteBuffer.allocate(101)));
        assertThat(inline.code()).isEqualTo(FailureCode.TOO_LARGE);
    }

    private void assertCode(ImageReference reference, FailureCode code) {
        assertThat(fetch(reference)).isInstanceOf(NotFetched.class);
        assertThat(((NotFetched) fetch(reference)).code()).isEqualTo(code);
    }

    private Fetched fetch(Object content) {
        return fetcher.fetch(content, System.nanoTime() + Duration.ofSeconds(1).toNanos());
    }

    private static ImageReference reference(Path path) {
        return new ImageReference(path.toUri().toString(), null, null);
    }
}
