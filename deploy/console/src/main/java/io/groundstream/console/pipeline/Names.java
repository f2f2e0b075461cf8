package io.groundstream.console.pipeline;

/** The metrics that are read, as the services call them on the wire. */
final class Names {
    static final String IMAGES = "groundstream_images_total";
    static final String DEDUPE_HITS = "groundstream_dedupe_hits_total";
    static final String DEDUPE_MISSES = "groundstream_dedupe_misses_total";
    static final String IN_FLIGHT = "groundstream_in_flight";
    static final String BATCH_COUNT = "groundstream_batch_size_count";
    static final String BATCH_SUM = "groundstream_batch_size_sum";
    static final String STAGE_BUCKETS = "groundstream_stage_seconds_bucket";

    private Names() {}
}
