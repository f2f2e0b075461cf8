package io.groundstream.search;

import static io.groundstream.search.Documents.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.search.Found.Facet;
import io.groundstream.search.Found.Highlight;
import io.groundstream.search.Found.Hit;
import io.groundstream.search.Found.Span;
import io.groundstream.search.query.BadQueryException;
import io.groundstream.search.query.Bounds;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

class SearchIndexTest {
    @TempDir private Path folder;
    private OfflineSearch search;

    @BeforeEach
    void open() {
        search = OfflineSearch.open(folder);
    }

    @AfterEach
    void close() throws IOException {
        search.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    red car                                        | both, car
                    cars                                           | both, car
                    "red car"                                      | both, car
                    car ball                                       | both
                    car OR balls                                   | ball, both, car
                    car AND NOT ball                               | car
                    car -ball                                      | car
                    +car !ball                                     | car
                    (car OR ball) -"red car"                       | ball
                    the car                                        | both, car
                    phrase:"a red car"                             | both, car
                    phrase:(blue OR red) phrase:ball               | ball, both
                    phrase:(ball -blue)                            |
                    phrase:"red ball"                              |
                    phrase:"car red"~3                             | both, car
                    caption:meadow                                 | car
                    text:meadow                                    | car
                    bal*                                           | ball, both
                    bals~                                          | ball, both
                    imageId:car                                    | car
                    imageId:"car"                                  | car
                    imageId:ca*                                    | car
                    mediaType:image/png                            | ball
                    mediaType:(image/png OR image/jpeg)            | ball, both, car
                    kind:ANSWER                                    | ball
                    phrase:"red car" AND kind:BRIEF_CAPTION        | car
                    attributes.camera:"north 1"                    | car
                    attributes.camera:north*                       | car
                    attributes."odd key":*                         | ball
                    attributes.camera:x                            |
                    width:[600 TO *] height:480                    | ball, both, car
                    width:<600                                     |
                    captionConfidence:>=0.95                       | ball
                    annotatedAt:2026-03-01                         | both, car
                    annotatedAt:[2026-03-02 TO *]                  | ball
                    annotatedAt:{2026-03-01 TO 2026-03-02}         |
                    annotatedAt:<2026-03-01T12:00:00Z              |
                    NOT ball                                       | car
                    car OR ball && blue                            | ball, both, car
                    """)
    void findsWhatIsAskedFor(String query, String imageIds) {
        search.put(
                Documents.builder("car", "A red car in a meadow", box("a red car", 0.9))
                        .setKinds(List.of(TaskKind.BRIEF_CAPTION))
                        .setAttributes(Map.of("camera", "north 1"))
                        .build());
        search.put(
                Documents.builder("ball", "A blue ball", box("a blue ball", 0.9))
                        .setMediaType("image/png")
                        .setKinds(List.of(TaskKind.DETAILED_CAPTION, TaskKind.ANSWER))
                        .setConfidence(0.99)
                        .setAttributes(Map.of("odd key", "1"))
                        .setAnnotatedAt(Documents.ANNOTATED.plusSeconds(86_400))
                        .build());
        search.put(
                Documents.of(
                        "both",
                        "A red car and a blue ball",
                        box("a red car", 0.4),
                        box("a blue ball", 0.8)));
        search.refresh();

        assertThat(String.join(", ", ids(query))).isEqualTo(imageIds == null ? "" : imageIds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    phrase:cat AND confidence:[0.8 TO 1]                    | sure cat
                    phrase:dog AND confidence:[0.8 TO 1]                    | sure dog
                    confidence:[0.8 TO 1] phrase:dog                        | sure dog
                    confidence:>=0.8 AND dog                                | sure dog
                    confidence:>=0.8 cat dog                                |
                    (phrase:cat OR phrase:dog) AND confidence:[0.95 TO 1]   |
                    (phrase:cat AND area:>0.4) OR phrase:bird               |
                    phrase:cat AND area:<0.2 AND confidence:<0.5            | sure dog
                    phrase:(dog confidence:[0.8 TO 1])                      | sure dog
                    phrase:cat phrase:dog confidence:>=0.3                  | sure cat, sure dog
                    phrase:cat phrase:dog confidence:>=0.8                  |
                    phrase:cat -confidence:>=0.95                           | sure cat, sure dog
                    confidence:>=0.8 -phrase:bird                           | sure cat, sure dog
                    """)
    void aPhraseAndItsNumbersBelongToOneBox(String query, String imageIds) {
        search.put(
                Documents.of(
                        "sure cat",
                        "A cat and a dog",
                        box("a cat", 0.9, 0.1),
                        box("a dog", 0.3, 0.5)));
        search.put(
                Documents.of(
                        "sure dog",
                        "A cat and a dog",
                        box("a cat", 0.3, 0.1),
                        box("a dog", 0.9, 0.5)));
        search.refresh();

        assertThat(String.join(", ", ids(query))).isEqualTo(imageIds == null ? "" : imageIds);
    }

    @Test
    void boundsBesideAQueryHoldInThePhrasesOwnBox() {
        search.put(Documents.of("a", "A cat and a dog", box("a cat", 0.9), box("a dog", 0.3)));
        search.put(Documents.of("no boxes", "A dog"));
        search.refresh();
        var sure = new Bounds(0.8, null, null);

        assertThat(find("phrase:cat", sure)).containsExactly("a");
        assertThat(find("phrase:dog", sure)).isEmpty();
        assertThat(find("dog", sure)).isEmpty();
        assertThat(find("", sure)).containsExactly("a");
        assertThat(find("phrase:cat", new Bounds(null, 0.3, null))).isEmpty();
        assertThat(find("phrase:cat", new Bounds(null, 0.2, 0.3))).containsExactly("a");
        assertThat(find("dog", Bounds.NONE)).containsExactlyInAnyOrder("a", "no boxes");
    }

    @Test
    void theBoxesThatWereMeantAreNamed() {
        search.put(
                Documents.of(
                        "a",
                        "A cat, a red ball and a red car",
                        box("a cat", 0.9),
                        box("a red ball", 0.3),
                        box("a red ball", 0.8),
                        box("a red car", 0.7)));
        search.put(Documents.of("other", "A dog", box("a dog", 0.9)));
        search.refresh();

        assertThat(only("phrase:\"red ball\"").entities()).containsExactly(1, 2);
        assertThat(only("phrase:\"red ball\" confidence:>0.5").entities()).containsExactly(2);
        assertThat(only("red car").entities()).containsExactly(3);
        assertThat(only("ball car").entities()).containsExactly(1, 2, 3);
        assertThat(only("confidence:<0.75 cat OR confidence:<0.75").entities())
                .containsExactly(1, 3);
        assertThat(only("caption:ball").entities()).isEmpty();
        assertThat(only("cat -phrase:dog").entities()).containsExactly(0);
    }

    @Test
    void wordsAreMarkedByCodePointsAndTextIsLeftAsItIs() {
        var caption = "😀 <img onerror=x> Red Cars and a red car";
        search.put(Documents.of("a", caption, box("a red car", 0.9)));
        search.refresh();

        assertThat(only("\"red car\"").highlights().getFirst())
                .isEqualTo(
                        new Highlight(
                                "caption", caption, List.of(new Span(18, 26), new Span(33, 40))));
        assertThat(only("phrase:ca*").highlights())
                .extracting(Highlight::field)
                .containsExactly("caption", "phrase");
        assertThat(only("imageId:a").highlights()).isEmpty();
    }

    @Test
    void facetsCountImagesByPhraseWithoutItsArticle() {
        search.put(Documents.of("a", "x", box("a red car", 0.9), box("The red car", 0.9)));
        search.put(Documents.of("b", "x", box("A  red car", 0.9), box("a tree", 0.9)));
        search.put(Documents.of("c", "y", box("a tree", 0.9)));
        search.refresh();

        var found =
                search.index().find(new SearchRequest("text:x", Bounds.NONE, null, 1, 10, null));

        assertThat(found.facets()).containsExactly(new Facet("red car", 2), new Facet("tree", 1));
    }

    @Test
    void aLaterDocumentTakesThePlaceOfAnEarlierWithItsBoxes() {
        search.put(Documents.of("a", "A cat", box("a cat", 0.9)));
        search.put(Documents.of("a", "A dog", box("a dog", 0.9)));
        search.refresh();

        assertThat(ids("phrase:cat")).isEmpty();
        assertThat(ids("phrase:dog")).containsExactly("a");
        assertThat(search.index().count()).isEqualTo(1);
        assertThat(search.index().get("a"))
                .hasValueSatisfying(
                        document -> assertThat(document.getCaption()).isEqualTo("A dog"));
    }

    @Test
    void pagesOfOneQueryHaveEachImageOnceThoughMoreArrive() {
        for (int i = 0; i < 95; i++) {
            search.put(Documents.of("image " + i, i % 3 == 0 ? "A cat" : "A cat and another cat"));
        }
        search.refresh();
        var seen = new ArrayList<String>();
        var page = search.index().find(page("cat", null));

        while (true) {
            page.hits().forEach(hit -> seen.add(hit.document().getImageId()));
            if (page.next() == null) {
                break;
            }
            search.put(Documents.of("new " + seen.size(), "cat cat cat"));
            search.refresh();
            page = search.index().find(page("cat", page.next()));
        }

        assertThat(seen).hasSize(95).doesNotHaveDuplicates();
        assertThat(page.total()).isEqualTo(95);
    }

    @Test
    void aPlaceThatIsNotThisQuerysIsRefused() {
        for (int i = 0; i < 30; i++) {
            search.put(Documents.of("image " + i, "A cat"));
        }
        search.refresh();
        var next = search.index().find(page("cat", null)).next();

        assertThat(next).isNotNull();
        assertThatThrownBy(() -> search.index().find(page("a cat", next)))
                .isInstanceOf(BadQueryException.class);
        for (int i = 0; i < next.length(); i++) {
            var tampered =
                    next.substring(0, i)
                            + (next.charAt(i) == 'A' ? 'B' : 'A')
                            + next.substring(i + 1);
            assertThatThrownBy(() -> search.index().find(page("cat", tampered)))
                    .isInstanceOf(BadQueryException.class);
            var cut = next.substring(0, i);
            assertThatThrownBy(() -> search.index().find(page("cat", cut)))
                    .isInstanceOf(BadQueryException.class);
        }
    }

    @Test
    void theSureBoxComesBeforeTheMereMention() {
        search.put(Documents.of("mention", "A picture without a boat"));
        search.put(Documents.of("boat", "A picture with a boat", box("a boat", 0.9)));
        search.refresh();

        assertThat(search.index().find(SearchRequest.of("boat")).hits())
                .extracting(hit -> hit.document().getImageId())
                .containsExactly("boat", "mention");
    }

    private static SearchRequest page(
            String query, @org.jspecify.annotations.Nullable String after) {
        return new SearchRequest(query, Bounds.NONE, null, 10, 0, after);
    }

    private TreeSet<String> ids(String query) {
        return find(query, Bounds.NONE);
    }

    private TreeSet<String> find(String query, Bounds bounds) {
        var ids = new TreeSet<String>();
        search.index()
                .find(new SearchRequest(query, bounds, null, 100, 0, null))
                .hits()
                .forEach(hit -> ids.add(hit.document().getImageId()));
        return ids;
    }

    private Hit only(String query) {
        var hits = search.index().find(SearchRequest.of(query)).hits();
        assertThat(hits).hasSize(1);
        return hits.getFirst();
    }
}
