package io.groundstream.topology.flow;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Progress against the end of the partition, which is asked for once, when first needed. What has
 * been read is known from the task's own records, from the group's commits, and from the start of
 * the partition, below which there is nothing to read.
 */
public final class KafkaResultsProgress implements ResultsProgress {
    private static final Logger log = LoggerFactory.getLogger(KafkaResultsProgress.class);
    private static final long PATIENCE_SECONDS = 5;

    private final Admin admin;
    private final String group;
    private final TopicPartition partition;
    private OptionalLong end = OptionalLong.empty();
    private long next;
    private boolean caughtUp;

    public KafkaResultsProgress(Admin admin, String group, TopicPartition partition) {
        this.admin = admin;
        this.group = group;
        this.partition = partition;
    }

    @Override
    public void processed(long offset) {
        next = Math.max(next, offset + 1);
    }

    @Override
    public boolean isCaughtUp() {
        if (!caughtUp) {
            caughtUp = look();
        }
        return caughtUp;
    }

    private boolean look() {
        try {
            if (end.isEmpty()) {
                end = OptionalLong.of(offset(OffsetSpec.latest()));
            }
            long target = end.getAsLong();
            return next >= target
                    || committed() >= target
                    || offset(OffsetSpec.earliest()) >= target;
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("cause", e.toString())
                    .log("end of results not known yet, nothing expires");
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long offset(OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return answer(
                        admin.listOffsets(Map.of(partition, spec), options)
                                .partitionResult(partition))
                .offset();
    }

    private long committed() throws ExecutionException, InterruptedException, TimeoutException {
        var spec = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition));
        var offsets =
                answer(
                        admin.listConsumerGroupOffsets(Map.of(group, spec))
                                .partitionsToOffsetAndMetadata(group));
        var committed = offsets.get(partition);
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
