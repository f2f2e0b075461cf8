package io.groundstream.console.ask;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Follows annotations and dead letters from where they stand when it begins, in one thread for all
 * who wait, and reads of them those that are waited for. What fails is tried again from the same
 * place, so that no answer is passed over.
 */
public final class Answers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final int MOST_PICTURES = 500;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final String annotations;
    private final Decoder<Annotation> annotationDecoder;
    private final Decoder<DeadLetter> letterDecoder;
    private final Expected expected = new Expected(MOST_PICTURES);
    private final CountDownLatch follows = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Thread thread;
    private String told = "";

    private Answers(Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.annotations = cluster.topics().annotations();
        this.annotationDecoder = new Decoder<>(registry, Annotation.class);
        this.letterDecoder = new Decoder<>(registry, DeadLetter.class);
        this.thread = Thread.ofPlatform().daemon().name("answers").unstarted(this::run);
    }

    /** Begins to follow; whether the cluster is there or not. */
    public static Answers start(Cluster cluster, Registry registry) {
        var answers = new Answers(cluster, registry);
        answers.thread.start();
        return answers;
    }

    /**
     * The answer about this image, if it comes from now on.
     *
     * @throws TimeoutException if the cluster does not let us follow, so that it could be missed
     */
    CompletableFuture<Answer> to(String imageId) throws InterruptedException, TimeoutException {
        if (!follows.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("annotations are not followed yet");
        }
        return expected.of(imageId);
    }

    /** Nobody waits any longer. */
    void dismiss() {
        closed.countDown();
        expected.dismiss();
    }

    @Override
    public void close() {
        dismiss();
        try {
            // a consumer that is interrupted cannot close in peace
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                follow();
            } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            // closed
        }
    }

    private void follow() {
        try (var consumer = cluster.consumer()) {
            assign(consumer);
            told = "";
            follows.countDown();
            while (closed.getCount() > 0) {
                for (var record : consumer.poll(POLL)) {
                    take(record);
                    next.put(partition(record), record.offset() + 1);
                }
            }
        } catch (KafkaException | RegistryUnavailableException e) {
            var failure =
                    Refusals.ofCluster(cluster.bootstrapServers()).words(e).orElse(e.toString());
            if (closed.getCount() > 0 && !failure.equals(told)) {
                log.atWarn().addKeyValue("failure", failure).log("answers are not followed");
                told = failure;
            }
        }
    }

    private void assign(KafkaConsumer<String, byte[]> consumer) {
        var partitions =
                Stream.of(annotations, cluster.topics().deadLetters())
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException(
                    "there are no topics " + annotations + " and dead-letters yet");
        }
        consumer.assign(partitions);
        // now, and not at the first poll; where it goes on, nothing in between is passed over
        consumer.endOffsets(partitions).forEach(next::putIfAbsent);
        partitions.forEach(partition -> consumer.seek(partition, next.getOrDefault(partition, 0L)));
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        var waited = expected.find(record.key());
        if (waited.isPresent()) {
            try {
                waited.get().complete(decode(record));
            } catch (BrokenRecordException e) {
                log.atWarn().addKeyValue("failure", e.getMessage()).log("an answer is broken");
            }
        }
    }

    private Answer decode(ConsumerRecord<String, byte[]> record) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        return record.topic().equals(annotations)
                ? new Answer.Annotated(annotationDecoder.decode(place, record.value()))
                : new Answer.DeadLettered(letterDecoder.decode(place, record.value()));
    }

    private static TopicPartition partition(ConsumerRecord<String, byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
