package io.groundstream.runner.intake;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One poll and all that follows from it, until the acknowledgements are committed. First deliveries
 * are answered together; then, when nothing else is in flight in this process, each suspect by
 * itself: one that was delivered before may have killed its runner. Those delivered least go first,
 * because whatever a killer had beside it was delivered less often than the killer itself.
 */
final class Round {
    private static final Logger log = LoggerFactory.getLogger(Round.class);
    private static final Duration POLL = Duration.ofMillis(500);
    // A consumer that takes one request at a time often misses what is there until it polls anew.
    private static final Duration POLL_FOR_ONE = Duration.ofMillis(25);

    private final int thread;
    private final Conductor conductor;
    private final RequestHandler handling;
    private final IntakeMeters meters;
    private final Duration lock;

    Round(
            int thread,
            Conductor conductor,
            RequestHandler handling,
            IntakeMeters meters,
            Duration lock) {
        this.thread = thread;
        this.conductor = conductor;
        this.handling = handling;
        this.meters = meters;
        this.lock = lock;
    }

    /** What came of a round. */
    enum End {
        /** Requests came, and all are answered. */
        ANSWERED,
        /** No requests came. */
        EMPTY,
        /** Some went back, because nothing could be published. */
        RELEASED
    }

    End run(ShareConsumer<byte[], byte[]> consumer, boolean exclusive) {
        var suspects = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var first = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var guard = exclusive ? conductor.exclusive() : conductor.shared();
        End end;
        long start;
        guard.lock();
        try {
            var polled = consumer.poll(exclusive ? POLL_FOR_ONE : POLL);
            if (polled.isEmpty()) {
                return End.EMPTY;
            }
            start = System.nanoTime();
            polled.forEach(record -> (isSuspect(record) ? suspects : first).add(record));
            conductor.polled(thread, !suspects.isEmpty(), start);
            end = together(consumer, first, start, exclusive);
        } finally {
            guard.unlock();
        }
        return suspects.isEmpty() ? end : worse(end, alone(consumer, suspects, start));
    }

    private End together(
            ShareConsumer<byte[], byte[]> consumer,
            List<ConsumerRecord<byte[], byte[]>> records,
            long start,
            boolean alone) {
        if (records.isEmpty()) {
            return End.ANSWERED;
        }
        var handled = new ArrayList<CompletableFuture<AcknowledgeType>>();
        for (var record : records) {
            handled.add(handling.handle(record, alone, start + budget()));
        }
        var end = End.ANSWERED;
        for (int i = 0; i < records.size(); i++) {
            end = worse(end, acknowledge(consumer, records.get(i), handled.get(i).join()));
        }
        commit(consumer);
        if (end == End.ANSWERED && !alone) {
            conductor.answered(records.size(), System.nanoTime() - start);
        }
        return end;
    }

    private End alone(
            ShareConsumer<byte[], byte[]> consumer,
            List<ConsumerRecord<byte[], byte[]>> suspects,
            long start) {
        // of equals none should always be last
        Collections.shuffle(suspects);
        suspects.sort(Comparator.comparing(record -> record.deliveryCount().orElse((short) 0)));
        var end = End.ANSWERED;
        conductor.exclusive().lock();
        try {
            for (var suspect : suspects) {
                boolean tooLate = System.nanoTime() - start > 2 * budget();
                var type =
                        tooLate
                                ? AcknowledgeType.RELEASE
                                : handling.handle(suspect, true, start + budget()).join();
                end = worse(end, acknowledge(consumer, suspect, type));
                commit(consumer);
            }
        } finally {
            conductor.exclusive().unlock();
        }
        return end;
    }

    private End acknowledge(
            ShareConsumer<byte[], byte[]> consumer,
            ConsumerRecord<byte[], byte[]> record,
            AcknowledgeType type) {
        consumer.acknowledge(record, type);
        meters.acknowledged(type);
        return type == AcknowledgeType.RELEASE ? End.RELEASED : End.ANSWERED;
    }

    private void commit(ShareConsumer<byte[], byte[]> consumer) {
        consumer.commitSync()
                .forEach(
                        (partition, fault) ->
                                fault.ifPresent(
                                        cause -> {
                                            meters.late();
                                            log.atWarn()
                                                    .addKeyValue("partition", partition)
                                                    .addKeyValue("cause", cause.toString())
                                                    .log("acknowledgements were not taken");
                                        }));
    }

    private long budget() {
        return lock.toNanos() / 3;
    }

    private static boolean isSuspect(ConsumerRecord<byte[], byte[]> record) {
        return record.deliveryCount().orElse((short) 1) > 1;
    }

    private static End worse(End one, End other) {
        return one == End.RELEASED ? one : other;
    }
}
