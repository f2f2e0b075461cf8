package io.groundstream.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.TrustedRecords;
import io.groundstream.search.OfflineSearch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class SearchResourcesTest {
    @TempDir private static Path folder;
    private static OfflineSearch search;
    private static Rest rest;

    @BeforeAll
    static void start() {
        TrustedRecords.vouch();
        search = OfflineSearch.open(folder);
        for (int i = 0; i < 30; i++) {
            search.put(document("image " + i, "<img onerror=alert(1)> a red car", 0.5 + i / 100.0));
        }
        search.refresh();
        rest = new Rest(new SearchResources(search.index()));
    }

    @AfterAll
    static void stop() throws Exception {
        rest.close();
        search.close();
    }

    @Test
    void answersWithImagesMarksBoxesAndFacets() throws Exception {
        var answer = rest.get("/search?q=%22red+car%22&size=2&facets=3");
        var body = answer.body();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body.path("query").asText()).isEqualTo("\"red car\"");
        assertThat(body.path("total").asInt()).isEqualTo(30);
        assertThat(body.path("took").isIntegralNumber()).isTrue();
        assertThat(body.path("items")).hasSize(2);
        assertThat(body.at("/items/0/imageId").asText()).isEqualTo("image 29");
        assertThat(body.at("/items/0/version/offset").asInt()).isEqualTo(7);
        assertThat(body.at("/items/0/score").asDouble()).isPositive();
        assertThat(body.at("/items/0/caption").asText())
                .isEqualTo("<img onerror=alert(1)> a red car");
        assertThat(body.at("/items/0/highlights/0/field").asText()).isEqualTo("caption");
        assertThat(body.at("/items/0/highlights/0/spans/0").toString()).isEqualTo("[25,32]");
        assertThat(body.at("/items/0/matchedEntities/0").asInt(-1)).isZero();
        assertThat(body.at("/items/0/document/entities/0/phrase").asText()).isEqualTo("a red car");
        assertThat(body.at("/facets/0/phrase").asText()).isEqualTo("red car");
        assertThat(body.at("/facets/0/count").asInt()).isEqualTo(30);
    }

    @Test
    void pagesFollowEachOtherUntilThereIsNone() throws Exception {
        var first = rest.get("/search?q=car&size=20").body();
        var second = rest.get("/search?q=car&size=20&after=" + first.path("next").asText()).body();

        assertThat(first.path("items")).hasSize(20);
        assertThat(second.path("items")).hasSize(10);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void boundsAndAnEmptyQueryAreAnswered() throws Exception {
        assertThat(rest.get("/search?minConfidence=0.7").body().path("total").asInt())
                .isEqualTo(10);
        assertThat(rest.get("/search?minArea=0.5").body().path("total").asInt()).isZero();
        assertThat(rest.get("/search?q=&minConfidence=0&maxArea=1").body().path("total").asInt())
                .isEqualTo(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?q=%22open",
                "/search?q=a*",
                "/search?q=colour:x",
                "/search?q=car&after=zzz",
                "/search?q=car&after=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "/search?verdict=REVIEW"
            })
    void aBadQueryIsTold(String path) throws Exception {
        var answer = rest.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asText()).isEqualTo("BAD_QUERY");
        assertThat(answer.body().path("title").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search?query=x",
                "/search?size=0",
                "/search?size=101",
                "/search?facets=-1",
                "/search?minConfidence=2",
                "/search?minConfidence=NaN",
                "/search?verdict=MAYBE",
                "/search?q=a&q=b"
            })
    void aBadParameterIsTold(String path) throws Exception {
        var answer = rest.get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("code").asText()).isEqualTo("BAD_REQUEST");
    }

    private static SearchDocument document(String imageId, String caption, double confidence) {
        var entity = new SearchEntity("a red car", new Box(0.0, 0.0, 0.5, 0.5), 0.25, confidence);
        return SearchDocument.newBuilder()
                .setImageId(imageId)
                .setVersion(new Version(0, 7L))
                .setCaption(caption)
                .setTexts(List.of(caption))
                .setPhrases(List.of("a red car"))
                .setEntities(List.of(entity))
                .setAnnotatedAt(Instant.ofEpochSecond((long) (confidence * 100)))
                .build();
    }
}
