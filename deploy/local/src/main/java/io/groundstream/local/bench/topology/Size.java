package io.groundstream.local.bench.topology;

/**
 * What the stores of so many images take.
 *
 * @param bytes of RocksDB's files after a stop
 * @param seconds from the first record restored to the last, of stores that were lost
 * @param records that were restored
 */
record Size(int images, long bytes, double seconds, double records) {
    double mibPerMillion() {
        return bytes / (double) (1 << 20) * 1e6 / images;
    }
}
