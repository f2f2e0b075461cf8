package io.groundstream.operations.lag;

import org.apache.kafka.common.TopicPartition;

/**
 * What waits in one partition for one group.
 *
 * @param records that the group has not done with
 * @param end the offset that the next record gets
 */
public record Lag(TopicPartition partition, long records, long end) {
    public String topic() {
        return partition.topic();
    }
}
