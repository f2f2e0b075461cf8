package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.catalog.Headers;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads images with a consumer of its own, outside any group. One read at a time; each takes at
 * most a few seconds.
 */
public final class KafkaImageLog implements ImageLog, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaImageLog.class);
    private static final Duration ONE_POLL = Duration.ofMillis(250);
    private static final int MOST_POLLS = 20;
    private static final int ONE_BATCH = 1;

    private final String topic;
    private final Consumer<String, byte[]> consumer;

    /**
     * Opens the consumer.
     *
     * @param config of a consumer without a group
     */
    public KafkaImageLog(Map<String, Object> config, String topic) {
        this.topic = topic;
        var own = new HashMap<>(config);
        own.remove(ConsumerConfig.GROUP_ID_CONFIG);
        own.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        own.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // one record is wanted; the broker sends the batch that it stands in, however large
        own.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, ONE_BATCH);
        own.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ONE_BATCH);
        this.consumer =
                new KafkaConsumer<>(own, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public synchronized Reading read(String imageId, Version version) {
        var partition = new TopicPartition(topic, version.getPartition());
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, version.getOffset());
            for (int i = 0; i < MOST_POLLS; i++) {
                for (var record : consumer.poll(ONE_POLL)) {
                    return reading(imageId, version, record);
                }
                if (consumer.position(partition) > version.getOffset()) {
                    return new Reading.Gone();
                }
            }
            return new Reading.NotNow();
        } catch (OffsetOutOfRangeException _) {
            return new Reading.Gone();
        } catch (KafkaException e) {
            log.atWarn().addKeyValue("cause", e.toString()).log("images cannot be read again now");
            return new Reading.NotNow();
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    private static Reading reading(
            String imageId, Version version, ConsumerRecord<String, byte[]> record) {
        if (record.offset() != version.getOffset()
                || record.value() == null
                || !imageId.equals(record.key())) {
            return new Reading.Gone();
        }
        var trace = record.headers().lastHeader(Headers.TRACEPARENT);
        return new Reading.Found(
                Bytes.wrap(record.value()),
                trace == null || trace.value() == null
                        ? ""
                        : new String(trace.value(), StandardCharsets.UTF_8));
    }
}
