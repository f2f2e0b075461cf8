package io.groundstream.search.follow;

import static io.groundstream.search.follow.Titles.count;
import static io.groundstream.search.follow.Titles.has;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.search.Documents;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LiveIndexTest {
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Landscape.Topic TOPIC = new Landscape.Topic("id", List.of(0));

    @TempDir private Path folder;

    @Test
    void whatIsNotCommittedIsGoneAndTheBookmarkIsThatOfTheCommit() throws Exception {
        var mark = new Bookmark("f", "cluster", "topic", NOW, Map.of(0, 7L, 1, 9L));
        try (var index = Titles.open(folder)) {
            index.put("a", 0, 6, Documents.of("a", "first"));
            index.commit(mark);
            index.put("b", 0, 7, Documents.of("b", "second"));
            index.refresh();
            assertThat(count(index)).isEqualTo(2);
        }

        try (var index = Titles.open(folder)) {
            assertThat(count(index)).isEqualTo(1);
            assertThat(index.bookmark()).contains(mark);
            assertThat(index.get("a")).contains(Documents.of("a", "first"));
        }
    }

    @Test
    void anIndexThatCannotBeReadIsBegunAnew() throws Exception {
        try (var index = Titles.open(folder)) {
            index.put("a", 0, 0, Documents.of("a", "first"));
            index.commit(new Bookmark("f", "c", "t", NOW, Map.of(0, 1L)));
        }
        try (var files = Files.list(folder)) {
            for (var file :
                    files.filter(f -> f.getFileName().toString().startsWith("segments")).toList()) {
                Files.writeString(file, "this is no index");
            }
        }

        try (var index = Titles.open(folder)) {
            assertThat(count(index)).isZero();
            assertThat(index.bookmark()).isEmpty();
        }
    }

    @Test
    void twoProcessesCannotWriteOneIndex() throws Exception {
        try (var _ = Titles.open(folder)) {
            assertThatThrownBy(() -> Titles.open(folder))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another process uses the index");
        }
    }

    @Test
    void aMonstrousKeyIsKeptLikeAnyOther() throws Exception {
        var key = "k".repeat(100_000);
        try (var index = Titles.open(folder)) {
            index.put(key, 0, 0, Documents.of(key, "monstrous"));
            index.refresh();
            assertThat(index.get(key)).isPresent();
            assertThat(index.get(key + "k")).isEmpty();

            index.delete(key);
            index.refresh();
            assertThat(count(index)).isZero();
        }
    }

    @Test
    void itGoesOnForTheSameTopicOfTheSameClusterAlone() throws Exception {
        assertThat(isKept("cluster", TOPIC, NOW.plus(Duration.ofHours(23)))).isTrue();
        assertThat(isKept("other", TOPIC, NOW)).isFalse();
        assertThat(isKept("cluster", new Landscape.Topic("other", List.of(0)), NOW)).isFalse();
    }

    @Test
    void itBeginsAnewWhenTombstonesMayHaveGone() throws Exception {
        assertThat(isKept("cluster", TOPIC, NOW.plus(Duration.ofHours(25)))).isFalse();
    }

    /** Commits a record, and opens the index again for a cluster and a topic at a time. */
    private boolean isKept(String cluster, Landscape.Topic topic, Instant now) throws Exception {
        var own = folder.resolve(cluster + topic.id() + now.getEpochSecond());
        try (var registry = Registry.connect("http://127.0.0.1:1", Map.of());
                var index = Titles.open(own)) {
            index.put("a", 0, 0, Documents.of("a", "first"));
            index.commit(new Bookmark(index.format(), "cluster", "id", NOW, Map.of(0, 1L)));
            var followed = new Followed<>("titles", index, registry);
            followed.begin(cluster, topic, DAY, now);
            followed.refresh();
            assertThat(followed.next().containsKey(0)).isEqualTo(has(index, "first"));
            return has(index, "first");
        }
    }
}
