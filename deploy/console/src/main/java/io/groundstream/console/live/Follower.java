package io.groundstream.console.live;

import io.groundstream.console.live.News.Lettered;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Refusals;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads what is annotated, decided and dead-lettered from now on, in a thread of its own. After a
 * failure it begins again at what is then the present.
 */
final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int MAX_WEIGHT = 64 << 10;

    private final Cluster cluster;
    private final Ring ring;
    private final LiveMeters meters;
    private final Decoder<Annotation> annotations;
    private final Decoder<ModerationDecision> decisions;
    private final Decoder<DeadLetter> letters;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable KafkaConsumer<String, byte[]>> consumer =
            new AtomicReference<>();
    private volatile boolean following;
    private volatile @Nullable ModelInfo model;

    Follower(Cluster cluster, Registry registry, Ring ring, LiveMeters meters) {
        this.cluster = cluster;
        this.ring = ring;
        this.meters = meters;
        this.annotations = new Decoder<>(registry, Annotation.class);
        this.decisions = new Decoder<>(registry, ModerationDecision.class);
        this.letters = new Decoder<>(registry, DeadLetter.class);
        this.thread = Thread.ofPlatform().name("live").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** True while it reads. */
    boolean isFollowing() {
        return following;
    }

    /** Of the newest annotation. */
    Optional<ModelInfo> model() {
        return Optional.ofNullable(model);
    }

    @Override
    public void close() {
        closed.countDown();
        var reading = consumer.get();
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var pause = SHORTEST_PAUSE;
        var told = "";
        while (!isClosed()) {
            try (var reading = cluster.consumer()) {
                consumer.set(reading);
                seekToPresent(reading);
                following = true;
                pause = SHORTEST_PAUSE;
                told = "";
                follow(reading);
            } catch (RuntimeException e) {
                following = false;
                if (!isClosed()) {
                    meters.reconnects.increment();
                    told = tell(e, told);
                    rest(pause);
                    pause = pause.multipliedBy(2);
                    pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
                }
            }
        }
        following = false;
    }

    /** Once, for as long as it does not change. */
    private String tell(RuntimeException e, String before) {
        var cause = Refusals.ofCluster(cluster.bootstrapServers()).words(e).orElse(e.toString());
        if (!cause.equals(before)) {
            log.atWarn()
                    .addKeyValue("cause", cause)
                    .log("the live view has lost the stream and begins again");
        }
        return cause;
    }

    private void follow(KafkaConsumer<String, byte[]> reading) {
        var verdicts = new Verdicts();
        while (!isClosed()) {
            var news = new ArrayList<News>();
            for (var record : reading.poll(POLL)) {
                read(record, verdicts, news);
            }
            verdicts.settle(System.nanoTime(), news);
            ring.add(news);
        }
    }

    private void read(ConsumerRecord<String, byte[]> record, Verdicts verdicts, List<News> news) {
        var bytes = record.value();
        if (bytes == null) {
            return;
        }
        if (bytes.length > MAX_WEIGHT) {
            meters.largeRecords.increment();
            return;
        }
        var place = new Place(record.topic(), record.partition(), record.offset());
        try {
            if (record.topic().equals(cluster.topics().annotations())) {
                var annotation = annotations.decode(place, bytes);
                model = annotation.getModel();
                verdicts.annotated(annotation, bytes.length, System.nanoTime(), news);
            } else if (record.topic().equals(cluster.topics().moderationDecisions())) {
                verdicts.decided(decisions.decode(place, bytes), news);
            } else {
                news.add(new Lettered(letters.decode(place, bytes), bytes.length));
            }
        } catch (BrokenRecordException e) {
            meters.brokenRecords.increment();
            log.atDebug().addKeyValue("place", place).setCause(e).log("a record is broken");
        }
    }

    // seekToEnd is lazy: what is sent before the first poll would be missed
    private void seekToPresent(KafkaConsumer<String, byte[]> reading) {
        var topics = cluster.topics();
        var partitions = new ArrayList<TopicPartition>();
        for (var topic :
                List.of(topics.annotations(), topics.moderationDecisions(), topics.deadLetters())) {
            var infos = reading.partitionsFor(topic);
            if (infos.isEmpty()) {
                throw new IllegalStateException("there is no topic " + topic);
            }
            infos.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        reading.assign(partitions);
        reading.endOffsets(partitions).forEach(reading::seek);
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void rest(Duration pause) {
        try {
            var _ = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
