package io.groundstream.search.follow;

import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One topic and the index that follows it. What is in the index and how far it has been read always
 * go to disk together. Belongs to the follower's thread, but for the count.
 */
final class Followed<T extends SpecificRecord> {
    private static final Logger log = LoggerFactory.getLogger(Followed.class);

    private final String topic;
    private final LiveIndex<T> index;
    private final Decoder<T> decoder;
    private final AtomicLong broken = new AtomicLong();
    private final Map<Integer, Long> next = new HashMap<>();
    private Set<Integer> partitions = Set.of();
    private String clusterId = "";
    private String topicId = "";
    private Instant currentAt = Instant.EPOCH;
    private boolean unseen;
    private boolean uncommitted;

    Followed(String topic, LiveIndex<T> index, Registry registry) {
        this.topic = topic;
        this.index = index;
        this.decoder = new Decoder<>(registry, index.type());
        recall();
    }

    String topic() {
        return topic;
    }

    /** Records that nobody can read, since the start. */
    long broken() {
        return broken.get();
    }

    /** Where to go on reading, by partition; from the beginning of one that is not there. */
    Map<Integer, Long> next() {
        return Map.copyOf(next);
    }

    boolean isAbout(String cluster, Landscape.Topic seen) {
        return clusterId.equals(cluster)
                && topicId.equals(seen.id())
                && partitions.equals(Set.copyOf(seen.partitions()));
    }

    /**
     * Goes on where the index stands, or begins anew if that is of another topic, or so old that
     * tombstones since then may have gone.
     */
    void begin(String cluster, Landscape.Topic seen, Duration tombstonesStay, Instant now)
            throws IOException {
        boolean same = clusterId.equals(cluster) && topicId.equals(seen.id());
        if (!same || currentAt.plus(tombstonesStay).isBefore(now)) {
            log.atInfo()
                    .addKeyValue("topic", topic)
                    .addKeyValue("sameTopic", same)
                    .log("index is built from the beginning of its topic");
            index.clear();
            next.clear();
            clusterId = cluster;
            topicId = seen.id();
            currentAt = now;
            unseen = true;
            uncommitted = true;
        }
        partitions = Set.copyOf(seen.partitions());
    }

    /** Throws if the registry has to be asked and cannot be; then nothing has been done. */
    void take(ConsumerRecord<String, byte[]> record) throws IOException {
        var key = record.key();
        if (key == null) {
            broken.incrementAndGet();
            return;
        }
        if (record.value() == null) {
            index.delete(key);
        } else {
            put(key, record);
        }
        unseen = true;
        uncommitted = true;
    }

    private void put(String key, ConsumerRecord<String, byte[]> record) throws IOException {
        var place = new Place(record.topic(), record.partition(), record.offset());
        try {
            index.put(
                    key,
                    record.partition(),
                    record.offset(),
                    decoder.decode(place, record.value()));
        } catch (BrokenRecordException | IllegalArgumentException e) {
            broken.incrementAndGet();
            log.atDebug().addKeyValue("place", place).setCause(e).log("broken record skipped");
            // what it replaced is no longer true
            index.delete(key);
        }
    }

    void read(int partition, long nextOffset) {
        var before = next.put(partition, nextOffset);
        uncommitted |= before == null || before != nextOffset;
    }

    void expire(int partition, long start) throws IOException {
        index.expire(partition, start);
        unseen = true;
        uncommitted = true;
    }

    /** There was nothing left to read at this moment. */
    void current(Instant now) {
        currentAt = now;
    }

    void refresh() throws IOException {
        if (unseen) {
            index.refresh();
            unseen = false;
        }
    }

    void commit(boolean evenIfUnchanged) throws IOException {
        if (!clusterId.isEmpty() && (uncommitted || evenIfUnchanged)) {
            index.commit(new Bookmark(index.format(), clusterId, topicId, currentAt, next));
            uncommitted = false;
        }
    }

    /** After a failure of the disk: what was not committed is read again. */
    void recover() throws IOException {
        index.reopen();
        recall();
    }

    void close() throws IOException {
        index.close();
    }

    private void recall() {
        next.clear();
        clusterId = "";
        topicId = "";
        index.bookmark()
                .filter(mark -> mark.format().equals(index.format()))
                .ifPresent(
                        mark -> {
                            clusterId = mark.clusterId();
                            topicId = mark.topicId();
                            currentAt = mark.currentAt();
                            next.putAll(mark.next());
                        });
        unseen = true;
    }
}
