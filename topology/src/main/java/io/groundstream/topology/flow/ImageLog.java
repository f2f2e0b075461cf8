package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Version;

import org.apache.kafka.common.utils.Bytes;

/**
 * Reads events again where they stand in images, as their inline bytes are kept nowhere else. The
 * current version of an image is the newest record of its key, so that compaction keeps it.
 */
public interface ImageLog {
    Reading read(String imageId, Version version);

    /** What is found at a place. */
    sealed interface Reading {
        /** The record, with its trace context. */
        record Found(Bytes value, String traceparent) implements Reading {}

        /** Retention has taken it. */
        record Gone() implements Reading {}

        /** The broker did not answer in time; asking again may help. */
        record NotNow() implements Reading {}
    }
}
