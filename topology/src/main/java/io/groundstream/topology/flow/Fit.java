package io.groundstream.topology.flow;

import io.groundstream.schemas.catalog.TopicSpec;

import org.apache.kafka.streams.processor.api.Record;

/**
 * Whether a record can be written. To be asked before: a record that is refused for its size fails
 * its transaction, and with it the stream, at every new try.
 */
final class Fit {
    /** Leaves room for what Kafka adds. */
    static final int MOST_BYTES = TopicSpec.MAX_RECORD_BYTES - (8 << 10);

    private static final int BYTES_A_CHAR = 3;

    private Fit() {}

    static boolean fits(Record<String, byte[]> record) {
        return bytes(record) <= MOST_BYTES;
    }

    static long bytes(Record<String, byte[]> record) {
        long bytes = (long) BYTES_A_CHAR * record.key().length();
        bytes += record.value() == null ? 0 : record.value().length;
        for (var header : record.headers()) {
            bytes += (long) BYTES_A_CHAR * header.key().length();
            bytes += header.value() == null ? 0 : header.value().length;
        }
        return bytes;
    }
}
