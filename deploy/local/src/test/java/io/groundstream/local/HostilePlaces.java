package io.groundstream.local;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A folder that a runner may read, with a secret beside it, and a server on loopback that nobody
 * may reach although its host is allowed.
 */
final class HostilePlaces implements AutoCloseable {
    private static final int TOO_LARGE = (32 << 20) + 1;

    private final ServerSocket canary = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger visits = new AtomicInteger();
    private final Path open;
    private final Path secret;

    HostilePlaces(Path folder, byte[] picture) throws IOException {
        open = Files.createDirectories(folder.resolve("open"));
        secret = Files.createDirectories(folder.resolve("open-not")).resolve("secret.png");
        Files.write(secret, picture);
        Files.write(good(), picture);
        Files.createSymbolicLink(open.resolve("link.png"), secret);
        Thread.ofVirtual().start(this::count);
    }

    /** What the runner is told: hosts that would be allowed if their addresses were. */
    Map<String, String> settings() {
        return Map.of(
                "source.folders", open.toString(),
                "source.hosts",
                        String.join(
                                ",",
                                "http://127.0.0.1:" + port(),
                                "http://localhost:" + port(),
                                "http://[::1]:" + port(),
                                "localhost",
                                "127.0.0.1",
                                "http://169.254.169.254",
                                "http://100.100.100.200",
                                "http://192.0.0.192",
                                "169.254.0.1",
                                "10.0.0.1",
                                "172.16.0.1",
                                "192.168.1.1",
                                "[fd00:ec2::254]",
                                "[fe80::1]"));
    }

    Path good() {
        return open.resolve("good.png");
    }

    /** How often somebody came who must not. */
    int visits() {
        return visits.get();
    }

    /** References that lead to where the runner must not go. */
    List<Specimen> forbidden() {
        return forbiddenUris().stream().map(uri -> at(uri, FailureCode.FORBIDDEN_SOURCE)).toList();
    }

    /** References that lead to nothing, or to other bytes than they declare. */
    List<Specimen> disappointing() {
        var good = good().toUri().toString();
        return List.of(
                at(open.resolve("none.png").toUri().toString(), FailureCode.FETCH),
                declaring(good, "0".repeat(64), null),
                at(open.toUri().toString(), FailureCode.FETCH),
                declaring(good, null, 1L));
    }

    /** References to more bytes than are let in. */
    static Specimen tooLarge(String uri) {
        return Specimen.reference(
                "too large",
                new ImageReference(uri, null, (long) TOO_LARGE),
                FailureCode.TOO_LARGE);
    }

    private List<String> forbiddenUris() {
        return List.of(
                // allowed by name, refused by address
                "http://127.0.0.1:" + port() + "/a.png",
                "http://localhost:" + port() + "/a.png",
                "http://[::1]:" + port() + "/a.png",
                "https://localhost/a.png",
                "https://127.0.0.1/a.png",
                "http://169.254.169.254/latest/meta-data/iam/security-credentials/",
                "http://100.100.100.200/latest/meta-data/",
                "http://192.0.0.192/latest/meta-data/",
                "https://169.254.0.1/",
                "https://10.0.0.1/a.png",
                "https://172.16.0.1/a.png",
                "https://192.168.1.1/a.png",
                "https://[fd00:ec2::254]/latest/meta-data/",
                "https://[fe80::1]/",
                // not allowed, however they are written
                "https://metadata.google.internal/computeMetadata/v1/",
                "https://evil.example/a.png",
                "http://evil.example/a.png",
                "https://localhost@evil.example/a.png",
                "https://2130706433/a.png",
                "https://0x7f000001/a.png",
                "https://127.1/a.png",
                "https://[::ffff:127.0.0.1]/a.png",
                "s3://private/a.png",
                "ftp://127.0.0.1/a.png",
                "gopher://127.0.0.1:6379/_INFO",
                "data:image/png;base64,AAAA",
                "jar:file:/etc/passwd!/a.png",
                "not a place",
                // out of the folder
                "file:///etc/passwd",
                "file:///proc/self/environ",
                "file://localhost/etc/passwd",
                secret.toUri().toString(),
                "file:" + open + "/../open-not/secret.png",
                "file:" + open + "/%2e%2e/open-not/secret.png",
                "file:" + open + "/link.png");
    }

    private static Specimen at(String uri, FailureCode code) {
        return Specimen.reference("place", new ImageReference(uri, null, null), code);
    }

    private static Specimen declaring(String uri, @Nullable String sha256, @Nullable Long size) {
        return Specimen.reference(
                "other bytes than declared",
                new ImageReference(uri, sha256, size),
                FailureCode.DIGEST_MISMATCH);
    }

    private int port() {
        return canary.getLocalPort();
    }

    private void count() {
        while (!canary.isClosed()) {
            try (var _ = canary.accept()) {
                visits.incrementAndGet();
            } catch (IOException _) {
                // closed, or the next one
            }
        }
    }

    @Override
    public void close() throws IOException {
        canary.close();
    }
}
