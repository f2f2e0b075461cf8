package io.groundstream.distribution.rehearsal;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.Traffic;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.testing.Guarantees;
import io.groundstream.testing.Guarantees.Output;

import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Sees all that comes out, as a consumer of this release does that reads what is committed; a
 * thread of its own reads, so that times are true while the test does other things.
 */
final class Watcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Traffic traffic;
    private final Map<String, Decoder<SpecificRecord>> decoders = new HashMap<>();
    private final List<Sight> seen = new ArrayList<>();
    private final Thread thread = new Thread(this::read, "watcher");
    private volatile boolean stopped;
    private int annotated;
    private int timesAtEnd;
    private @Nullable RuntimeException failure;

    private Watcher(Cluster cluster, Registry registry) {
        this.consumer = cluster.consumer();
        this.traffic = new Traffic(cluster);
        var outputs = outputs(cluster.topics());
        for (var spec : TopicSpec.all(cluster.topics())) {
            if (outputs.contains(spec.name())) {
                @SuppressWarnings("unchecked") // the catalogue's schemas are of generated records
                var type = (Class<SpecificRecord>) SpecificData.get().getClass(spec.schema());
                decoders.put(spec.name(), new Decoder<>(registry, type));
            }
        }
        consumer.assign(partitions(outputs));
        consumer.seekToBeginning(consumer.assignment());
    }

    static Watcher start(Cluster cluster, Registry registry) {
        var watcher = new Watcher(cluster, registry);
        watcher.thread.start();
        return watcher;
    }

    /** Everything so far, in the order in which it was read. */
    synchronized List<Sight> seen() {
        return List.copyOf(seen);
    }

    synchronized int annotated() {
        return annotated;
    }

    List<Output> outputs() {
        return seen().stream().map(Sight::output).toList();
    }

    /** Returns when so many more are annotated than are now. */
    void awaitMore(int images) throws InterruptedException {
        int wanted = annotated() + images;
        await(_ -> annotated() >= wanted);
    }

    /** Returns when records of each of these schemas have been written to the topic from now on. */
    void awaitEach(String topic, Set<Integer> schemaIds) throws InterruptedException {
        int from = seen().size();
        await(
                sights ->
                        sights.stream()
                                .skip(from)
                                .filter(sight -> sight.output().topic().equals(topic))
                                .map(Sight::schemaId)
                                .collect(Collectors.toSet())
                                .containsAll(schemaIds));
    }

    void awaitEnd(Collection<String> imageIds) throws InterruptedException {
        await(sights -> ended(sights).containsAll(imageIds));
    }

    /** As {@link #awaitEnd}, and nothing is under way that could end one of them again. */
    void awaitRest(Collection<String> imageIds) throws InterruptedException {
        awaitEnd(imageIds);
        var giveUp = Instant.now().plus(PATIENCE);
        while (!traffic.isOver()) {
            requireBefore(giveUp, "still under way: " + traffic);
        }
        // the first may have been found before the traffic was over
        int ends = timesAtEnd();
        await(_ -> timesAtEnd >= ends + 2);
    }

    /** Returns when tombstones have taken back all that was made of the image. */
    void awaitGone(String imageId) throws InterruptedException {
        await(
                sights -> {
                    var last = new HashMap<String, Boolean>();
                    for (var sight : sights) {
                        if (sight.output().key().equals(imageId)) {
                            last.put(sight.output().topic(), sight.output().value() == null);
                        }
                    }
                    return !last.containsValue(false);
                });
        Guarantees.nothingRemains(imageId, outputs());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        thread.join();
        traffic.close();
        consumer.close();
    }

    /** Patience ends when nothing has come for long. */
    private synchronized void await(Predicate<List<Sight>> wanted) throws InterruptedException {
        int before = seen.size();
        var giveUp = Instant.now().plus(PATIENCE);
        while (!wanted.test(seen)) {
            if (failure != null) {
                throw new AssertionError("the outputs cannot be read", failure);
            }
            requireBefore(giveUp, "not seen, and nothing new");
            wait(POLL.toMillis());
            if (seen.size() > before) {
                before = seen.size();
                giveUp = Instant.now().plus(PATIENCE);
            }
        }
    }

    private synchronized int timesAtEnd() {
        return timesAtEnd;
    }

    private void requireBefore(Instant giveUp, String what) {
        if (Instant.now().isAfter(giveUp)) {
            throw new AssertionError(what + " for " + PATIENCE + ", after " + summary());
        }
    }

    private void read() {
        try {
            while (!stopped) {
                var batch = consumer.poll(POLL);
                boolean end = batch.isEmpty() && isAtEnd();
                synchronized (this) {
                    for (var record : batch) {
                        var sight = sight(record);
                        seen.add(sight);
                        annotated += sight.isAnnotation() ? 1 : 0;
                    }
                    timesAtEnd += end ? 1 : 0;
                    notifyAll();
                }
            }
        } catch (RuntimeException e) {
            synchronized (this) {
                failure = e;
                notifyAll();
            }
        }
    }

    private boolean isAtEnd() {
        return consumer.endOffsets(consumer.assignment()).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private Sight sight(ConsumerRecord<String, byte[]> record) {
        var bytes = record.value();
        var place = new Place(record.topic(), record.partition(), record.offset());
        var decoder = Objects.requireNonNull(decoders.get(record.topic()));
        return new Sight(
                new Output(
                        record.topic(),
                        record.key(),
                        bytes == null ? null : decoder.decode(place, bytes)),
                bytes == null ? -1 : ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt(),
                Instant.now());
    }

    private List<TopicPartition> partitions(List<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private synchronized Map<String, Long> summary() {
        return seen.stream()
                .collect(
                        Collectors.groupingBy(
                                sight -> sight.output().topic(), Collectors.counting()));
    }

    private static List<String> outputs(Topics topics) {
        return List.of(
                topics.annotations(),
                topics.searchDocuments(),
                topics.moderationDecisions(),
                topics.deadLetters(),
                topics.inferenceResults());
    }

    private static Set<String> ended(List<Sight> sights) {
        return sights.stream()
                .map(Sight::output)
                .filter(Watcher::isEnding)
                .map(Output::key)
                .collect(Collectors.toSet());
    }

    private static boolean isEnding(Output output) {
        return output.value() instanceof Annotation || output.value() instanceof DeadLetter;
    }
}
