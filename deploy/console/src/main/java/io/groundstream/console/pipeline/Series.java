package io.groundstream.console.pipeline;

/** What is measured, under the names that clients read. */
enum Series {
    IMAGES("imagesPerSecond"),
    ANNOTATIONS("annotationsPerSecond"),
    DEAD_LETTERS("deadLettersPerSecond"),
    IMAGES_LAG("imagesLag"),
    REQUESTS_LAG("requestsLag"),
    BATCH_SIZE("batchSize"),
    IN_FLIGHT("inFlight"),
    RUNNERS_IN_FLIGHT("runnersInFlight"),
    DEDUPE_HITS("dedupeHits"),
    DEDUPE_MISSES("dedupeMisses"),
    FETCH_P50("fetchP50"),
    FETCH_P95("fetchP95"),
    DECODE_P50("decodeP50"),
    DECODE_P95("decodeP95"),
    QUEUE_P50("queueP50"),
    QUEUE_P95("queueP95"),
    INFERENCE_P50("inferenceP50"),
    INFERENCE_P95("inferenceP95"),
    PUBLISH_P50("publishP50"),
    PUBLISH_P95("publishP95");

    private final String label;

    Series(String label) {
        this.label = label;
    }

    /** As it stands in an answer. */
    String label() {
        return label;
    }
}
