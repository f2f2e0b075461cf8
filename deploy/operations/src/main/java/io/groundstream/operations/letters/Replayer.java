package io.groundstream.operations.letters;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.letters.Replayed.Result;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.catalog.ReplayMark;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Publishes the events of letters again: the same key, value and headers, and headers that mark the
 * replay. An event is left alone unless it is the last of its image in images, which is looked at
 * again shortly before; what is published in between is found by the topology, which drops a replay
 * whose origin is no longer the image's version. So a run may be broken off anywhere and started
 * anew.
 */
public final class Replayer implements AutoCloseable {
    /** Bounds the memory: an event may have 4 MiB. */
    private static final int AT_ONCE = 16;

    private final ReplayLimits limits;
    private final String topic;
    private final KafkaConsumer<String, byte[]> scanner;
    private final KafkaConsumer<String, byte[]> reader;
    private final KafkaProducer<String, byte[]> producer;

    public Replayer(Cluster cluster, ReplayLimits limits) {
        this.limits = limits;
        this.topic = cluster.topics().images();
        this.scanner = cluster.consumer();
        this.reader = cluster.consumer();
        this.producer = cluster.producer();
    }

    /** Takes the letters in their order, and tells of each when it is settled. */
    public void replay(List<DeadLetter> letters, Consumer<Replayed> told)
            throws InterruptedException {
        var histories = new Histories(topic, scanner, letters);
        var events = new Events(topic, reader);
        var group = new ArrayList<Sent>();
        long replays = 0;
        for (var letter : letters) {
            if (replays == limits.events()) {
                break;
            }
            if (group.isEmpty()) {
                histories.catchUp();
            }
            var sent = take(letter, histories.of(letter), events);
            replays += sent.outcome().result().isReplay() ? 1 : 0;
            group.add(sent);
            if (group.size() == AT_ONCE) {
                settle(group, told);
            }
        }
        settle(group, told);
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
        scanner.close();
    }

    private Sent take(DeadLetter letter, History history, Events events) {
        return switch (history.fate()) {
            case CURRENT -> again(letter, history.replays(), events);
            case REPLAYED -> left(letter, Result.ALREADY_REPLAYED, history.replays() + 1);
            case REPLACED -> left(letter, Result.REPLACED, history.replays());
            case DELETED -> left(letter, Result.DELETED, history.replays());
            case GONE -> left(letter, Result.GONE, 0);
        };
    }

    private Sent again(DeadLetter letter, int replays, Events events) {
        if (replays >= limits.replays()) {
            return left(letter, Result.CAPPED, replays);
        }
        if (limits.dryRun()) {
            return left(letter, Result.WOULD_REPLAY, replays + 1);
        }
        var origin = letter.getOrigin().getVersion();
        var found = events.at(origin);
        if (found.isEmpty()) {
            return left(letter, Result.GONE, replays);
        }
        var event = found.get();
        var record = new ProducerRecord<>(topic, event.key(), event.value());
        event.headers().forEach(record.headers()::add);
        new ReplayMark(origin, replays + 1).writeTo(record.headers());
        var outcome = new Replayed(letter, Result.REPLAYED, replays + 1);
        return new Sent(outcome, producer.send(record));
    }

    private static Sent left(DeadLetter letter, Result result, int replays) {
        return new Sent(new Replayed(letter, result, replays), null);
    }

    private void settle(List<Sent> group, Consumer<Replayed> told) throws InterruptedException {
        producer.flush();
        for (var sent : group) {
            sent.await();
            told.accept(sent.outcome());
        }
        group.clear();
    }

    /** An outcome that holds once the broker has the record, if there is one. */
    private record Sent(Replayed outcome, @Nullable Future<RecordMetadata> record) {
        void await() throws InterruptedException {
            try {
                if (record != null) {
                    record.get();
                }
            } catch (ExecutionException e) {
                var imageId = outcome.letter().getImageId();
                throw new IllegalStateException(
                        "cannot publish " + imageId + ": " + e.getCause(), e);
            }
        }
    }
}
