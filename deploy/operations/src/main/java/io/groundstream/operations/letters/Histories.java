package io.groundstream.operations.letters;

import io.groundstream.schemas.avro.DeadLetter;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads images once, each partition from its earliest origin on, and knows of each letter what has
 * become of its image up to the last {@link #catchUp}. One thread only.
 */
final class Histories {
    /** Of an image; a longer key is shortened by the topology. */
    private static final int LONGEST_ID = 512;

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<DeadLetter, History> histories = new HashMap<>();
    private final Map<TopicPartition, Images> partitions = new HashMap<>();

    /** Takes the consumer for itself; nothing is read yet. */
    Histories(
            String topic, KafkaConsumer<String, byte[]> consumer, Collection<DeadLetter> letters) {
        this.consumer = consumer;
        var there =
                consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .collect(Collectors.toSet());
        for (var letter : letters) {
            var history = new History(letter);
            histories.put(letter, history);
            var partition = new TopicPartition(topic, letter.getOrigin().getPartition());
            if (there.contains(partition)) {
                partitions.computeIfAbsent(partition, _ -> new Images()).add(letter, history);
            }
        }
        consumer.assign(partitions.keySet());
        var beginnings = consumer.beginningOffsets(partitions.keySet());
        var ends = ends();
        partitions.forEach(
                (partition, images) -> {
                    // a topic that was made anew may end before the origin
                    long from = Math.min(images.firstOrigin(), ends.getOrDefault(partition, 0L));
                    long beginning = beginnings.getOrDefault(partition, 0L);
                    consumer.seek(partition, Math.max(from, beginning));
                });
    }

    /** Reads on, to the end that the partitions have now. */
    void catchUp() {
        var ends = ends();
        while (ends.entrySet().stream()
                .anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
            for (var record : consumer.poll(POLL)) {
                var images = partitions.get(new TopicPartition(record.topic(), record.partition()));
                if (images != null) {
                    images.see(record);
                }
            }
        }
    }

    History of(DeadLetter letter) {
        return histories.getOrDefault(letter, new History(letter));
    }

    private Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions.keySet());
    }

    /** The images of the letters of one partition, by the keys of their records. */
    private static final class Images {
        private final Map<String, History> byKey = new HashMap<>();
        private final Map<Long, History> byOrigin = new HashMap<>();

        void add(DeadLetter letter, History history) {
            byKey.put(letter.getImageId(), history);
            byOrigin.put(letter.getOrigin().getOffset(), history);
        }

        long firstOrigin() {
            return byOrigin.keySet().stream().mapToLong(offset -> offset).min().orElse(0);
        }

        void see(ConsumerRecord<String, byte[]> record) {
            var key = record.key();
            if (key == null) {
                return;
            }
            // the topology calls an image with so long a key otherwise
            var origin = key.length() > LONGEST_ID ? byOrigin.get(record.offset()) : null;
            if (origin != null) {
                byKey.put(key, origin);
            }
            var history = byKey.get(key);
            if (history != null) {
                history.see(record);
            }
        }
    }
}
