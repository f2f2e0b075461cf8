package io.groundstream.runner.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.runner.fetch.http.AllowedHosts;
import io.groundstream.runner.fetch.s3.S3Store;
import io.groundstream.runner.fetch.s3.S3Store.Credentials;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageReference;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Pictures in a real S3 server that verifies signatures. */
@Timeout(180)
class S3SourceIT {
    private static final Optional<Credentials> GOOD =
            Optional.of(
                    new Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY, Optional.empty()));

    @TempDir static Path folder;
    private static S3Server server;

    private final TestInternet internet = new TestInternet(1);

    @BeforeAll
    static void start() throws Exception {
        server = S3Server.start(folder);
        for (var key : new String[] {"a.png", "deep/er/b.png", "some (1)+ö & 100%=~'*.png"}) {
            server.put("pictures", key, key.getBytes(StandardCharsets.UTF_8));
        }
        server.put("pictures", "large.png", new byte[101]);
        server.publish("pictures", "open.png", new byte[3]);
        server.put("private", "a.png", new byte[3]);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anObjectIsReadWithASignature(boolean pathStyle) {
        var picture = (Picture) fetch(store(pathStyle, GOOD), "s3://pictures/deep/er/b.png");

        assertThat(picture.bytes()).asString().isEqualTo("deep/er/b.png");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyMayHaveAnyCharacters(boolean pathStyle) {
        var uri = "s3://pictures/some%20(1)+%C3%B6%20%26%20100%25=~'*.png";

        var picture = (Picture) fetch(store(pathStyle, GOOD), uri);

        assertThat(picture.bytes()).asString().isEqualTo("some (1)+ö & 100%=~'*.png");
    }

    @Test
    void whoIsNotKnownGetsNothing() {
        var wrongSecret =
                Optional.of(new Credentials(S3Server.ACCESS_KEY, "wrong", Optional.empty()));
        var stranger =
                Optional.of(new Credentials("stranger", S3Server.SECRET_KEY, Optional.empty()));

        assertLasting(fetch(store(true, wrongSecret), "s3://pictures/a.png"));
        assertLasting(fetch(store(true, stranger), "s3://pictures/a.png"));
        assertLasting(fetch(store(true, Optional.empty()), "s3://pictures/a.png"));
    }

    @Test
    void whatIsForEverybodyIsReadWithoutKeys() {
        assertThat(fetch(store(true, Optional.empty()), "s3://pictures/open.png"))
                .isInstanceOf(Picture.class);
    }

    @Test
    void whatIsNotThereIsAFailureAndNotTriedAgain() {
        assertLasting(fetch(store(true, GOOD), "s3://pictures/no-such.png"));
    }

    @Test
    void tooManyBytesAreRefused() {
        var fetched = (NotFetched) fetch(store(true, GOOD), "s3://pictures/large.png");

        assertThat(fetched.code()).isEqualTo(FailureCode.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://private/a.png",
                "s3://PICTURES/a.png",
                "s3://pictures@private/a.png",
                "s3://pictures:80/a.png",
                "s3://pictures/../private/a.png",
                "s3://pictures/%2e%2e/private/a.png",
                "s3://pictures/..%2Fprivate/a.png",
                "s3://pictures/..%5Cprivate%5Ca.png",
                "s3://pictures/./a.png",
                "s3://pictures//a.png",
                "s3://pictures/a.png?versionId=1",
                "s3://pictures/a.png#part",
                "s3://pictures/a%0d%0a.png",
                "s3://pictures/",
                "s3://pictures",
                "s3:///a.png",
                "s3:pictures/a.png"
            })
    void onlyTheBucketItselfIsAsked(String uri) {
        var fetched = (NotFetched) fetch(store(true, GOOD), uri);

        assertThat(fetched.code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
        assertThat(internet.connected).isEmpty();
    }

    @Test
    void aStoreInsideMustBeInANetworkThatIsNamed() {
        var sources =
                new Sources(
                        Folders.none(),
                        AllowedHosts.none(),
                        Optional.of(store(true, GOOD)),
                        TestSources.reaching("10.0.0.0/8"));

        var fetched = (NotFetched) fetch(sources, "s3://pictures/a.png");

        assertThat(fetched.code()).isEqualTo(FailureCode.FORBIDDEN_SOURCE);
        assertThat(internet.connected).isEmpty();
    }

    private static S3Store store(boolean pathStyle, Optional<Credentials> credentials) {
        var endpoint = S3Store.endpoint("http://localhost:" + server.port());
        return new S3Store(endpoint, "eu-central-1", pathStyle, Set.of("pictures"), credentials);
    }

    private Fetched fetch(S3Store store, String uri) {
        return fetch(
                new Sources(
                        Folders.none(),
                        AllowedHosts.none(),
                        Optional.of(store),
                        TestSources.reaching("127.0.0.0/8")),
                uri);
    }

    private Fetched fetch(Sources sources, String uri) {
        internet.answer("localhost", "127.0.0.1").answer("pictures.localhost", "127.0.0.1");
        internet.place("127.0.0.1", server.port());
        try (var fetcher = Fetcher.open(sources, 100, internet, Waiting.REAL)) {
            long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            return fetcher.fetch(new ImageReference(uri, null, null), until);
        }
    }

    private static void assertLasting(Fetched fetched) {
        assertThat(fetched).isInstanceOf(NotFetched.class);
        assertThat(((NotFetched) fetched).code()).isEqualTo(FailureCode.FETCH);
        assertThat(((NotFetched) fetched).retryable()).isFalse();
    }
}
