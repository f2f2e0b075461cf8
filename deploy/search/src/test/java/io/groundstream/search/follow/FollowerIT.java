package io.groundstream.search.follow;

import static io.groundstream.search.follow.Stage.await;
import static io.groundstream.search.follow.Titles.count;
import static io.groundstream.search.follow.Titles.has;
import static io.groundstream.search.follow.Titles.nested;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.search.Documents;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** An index and its topic through restarts, kills and outages, on a real broker and registry. */
class FollowerIT {
    private static Stage stage;
    private static Admin admin;
    private static int topics;

    @TempDir private Path folder;
    private String topic;

    @BeforeAll
    static void start() throws Exception {
        stage = new Stage();
        admin = stage.cluster.admin();
    }

    @AfterAll
    static void stop() throws Exception {
        admin.close();
        stage.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        topic = "titles-" + topics++;
        create(2);
        stage.registry.register(topic + "-value", SearchDocument.getClassSchema());
    }

    @Test
    void whatIsWrittenIsFoundAndATombstoneDeletesIt() throws Exception {
        try (var following = new Following(folder)) {
            put("a", "first");
            put("b", "other");
            put("a", "second");
            await("both", () -> count(following.index) == 2 && has(following.index, "second"));
            assertThat(has(following.index, "first")).isFalse();

            stage.put(topic, "a", null);
            await("one is deleted", () -> count(following.index) == 1);
            assertThat(following.index.get("a")).isEmpty();
            assertThat(following.index.get("b").map(SearchDocument::getCaption))
                    .isEqualTo(Optional.of("other"));
            await("caught up", following.follower::isCaughtUp);
            assertThat(following.follower.lag()).containsExactlyEntriesOf(Map.of(topic, 0L));
        }
    }

    @Test
    void aRestartGoesOnWhereTheIndexStands() throws Exception {
        put("a", "first");
        put("b", "other");
        stage.putBytes(topic, "broken", new byte[] {1, 2, 3});
        try (var following = new Following(folder)) {
            await("both", () -> count(following.index) == 2);
            await("all is read", () -> following.follower.broken().get(topic) == 1);
        }

        put("c", "third");
        stage.put(topic, "a", null);
        try (var following = new Following(folder)) {
            await(
                    "caught up",
                    () -> has(following.index, "third") && !has(following.index, "first"));
            assertThat(count(following.index)).isEqualTo(2);
            assertThat(following.follower.broken())
                    .as("nothing is read twice")
                    .containsEntry(topic, 0L);
        }
    }

    @Test
    void aKillBetweenCommitsLosesNothingAndDoublesNothing() throws Exception {
        int images = 3_000;
        var sent = new ArrayList<Future<?>>();
        for (int i = 0; i < images; i++) {
            sent.add(stage.send(topic, "image " + i, Documents.of("image " + i, "title " + i)));
        }
        for (var one : sent) {
            one.get();
        }
        int seen = FollowUntilKilled.run(stage, topic, folder, 500);

        try (var index = Titles.open(folder)) {
            assertThat(count(index)).as("committed").isPositive().isLessThan(seen);
        }
        put("image 0", "changed");
        try (var following = new Following(folder)) {
            await("all", () -> count(following.index) == images && has(following.index, "changed"));
            assertThat(nested(following.index)).isEqualTo(images);
            assertThat(has(following.index, "title 0")).isFalse();
            for (int i = 1; i < images; i++) {
                assertThat(has(following.index, "title " + i)).as("title " + i).isTrue();
            }
        }
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsBeginning() throws Exception {
        try (var following = new Following(folder)) {
            for (int i = 0; i < 5; i++) {
                put("old " + i, "old");
            }
            await("the old ones", () -> count(following.index) == 5);

            recreate();
            for (int i = 0; i < 8; i++) {
                put("new " + i, "new " + i);
            }
            await(
                    "the new ones alone",
                    () -> count(following.index) == 8 && !has(following.index, "old"));
        }

        recreate();
        put("x", "newest");
        try (var following = new Following(folder)) {
            await(
                    "after a restart too",
                    () -> has(following.index, "newest") && count(following.index) == 1);
        }
    }

    @Test
    void aRecordThatNobodyCanReadIsSkippedAndWhatItReplacedGoes() throws Exception {
        try (var following = new Following(folder)) {
            put("a", "first");
            stage.putBytes(topic, "a", new byte[] {0, 0, 0, 0, 99, 1});
            put("b", "other");
            await("the one behind it", () -> has(following.index, "other"));
            await("the count", () -> following.follower.broken().get(topic) == 1);
            await("the replaced one has gone", () -> count(following.index) == 1);
            assertThat(following.follower.fault()).isNull();
        }
    }

    @Test
    void anUnreachableRegistryIsWaitedFor() throws Exception {
        put("a", "first");
        try (var door = new RegistryDoor(stage.server.url());
                var registry = door.registry();
                var following = new Following(folder, registry)) {
            await("the fault", () -> following.follower.fault() != null);
            assertThat(following.follower.isCaughtUp()).isFalse();
            assertThat(following.follower.broken()).containsEntry(topic, 0L);

            door.open();
            await("the record", () -> has(following.index, "first"));
            await("no fault", () -> following.follower.fault() == null);
        }
    }

    @Test
    void anUnreachableBrokerIsWaitedFor() throws Exception {
        try (var following = new Following(folder)) {
            put("a", "first");
            await("the record", () -> has(following.index, "first"));

            stage.broker.stop();
            await("the fault", () -> following.follower.fault() != null);
            assertThat(has(following.index, "first")).as("is found all the same").isTrue();

            stage.broker.restart();
            put("b", "other");
            await("what was written since", () -> has(following.index, "other"));
            await("no fault", () -> following.follower.fault() == null);
            assertThat(count(following.index)).isEqualTo(2);
        }
    }

    @Test
    void whatRetentionRemovesFromTheTopicIsRemovedFromTheIndex() throws Exception {
        try (var following = new Following(folder)) {
            put("a", "first");
            await("the record", () -> has(following.index, "first"));

            var all = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            for (var partition : all.partitions()) {
                admin.deleteRecords(
                                Map.of(
                                        new TopicPartition(topic, partition.partition()),
                                        RecordsToDelete.beforeOffset(-1)))
                        .all()
                        .get();
            }
            put("b", "other");
            await(
                    "only what stands",
                    () -> has(following.index, "other") && count(following.index) == 1);
        }
    }

    @Test
    void partitionsThatAreAddedAreFollowed() throws Exception {
        try (var following = new Following(folder)) {
            put("a", "first");
            await("the record", () -> has(following.index, "first"));

            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5))).all().get();
            await("the producer knows", () -> stage.producer.partitionsFor(topic).size() >= 2);
            for (int i = 0; i < 50; i++) {
                put("image " + i, "title");
            }
            await("all", () -> count(following.index) == 51);
        }
    }

    private void put(String imageId, String caption) throws Exception {
        stage.put(topic, imageId, Documents.of(imageId, caption));
    }

    private void create(int partitions) throws Exception {
        admin.createTopics(
                        List.of(
                                new NewTopic(topic, partitions, (short) 1)
                                        .configs(Map.of("cleanup.policy", "compact,delete"))))
                .all()
                .get();
    }

    private void recreate() throws Exception {
        admin.deleteTopics(List.of(topic)).all().get();
        await("deletion", this::isGone);
        create(2);
    }

    private boolean isGone() {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof UnknownTopicOrPartitionException;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Following implements AutoCloseable {
        private final LiveIndex<SearchDocument> index;
        private final Follower follower;

        Following(Path folder) {
            this(folder, stage.registry);
        }

        Following(Path folder, Registry registry) {
            index = Titles.open(folder);
            follower = Follower.start(stage.cluster, registry, Map.of(topic, index), Titles.QUICK);
        }

        @Override
        public void close() {
            follower.close();
        }
    }
}
