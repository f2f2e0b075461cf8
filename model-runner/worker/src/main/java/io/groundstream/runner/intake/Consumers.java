package io.groundstream.runner.intake;

import io.groundstream.schemas.avro.Lane;

import org.apache.kafka.clients.consumer.ShareConsumer;

import java.util.Set;

/** Makes consumers, whose lanes and poll size are fixed for their lives. */
@FunctionalInterface
public interface Consumers {
    /** Joins the group with one that is subscribed to these lanes. */
    ShareConsumer<byte[], byte[]> open(Set<Lane> lanes, int pollSize);
}
