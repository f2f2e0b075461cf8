package io.groundstream.local.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import java.time.Duration;

/** The demo's last line. */
record Summary(Scoreboard board, Duration toFirstAnnotation, Duration total) {
    /** Its keys are stable. */
    String json() {
        var ended = board.annotatedCount() + board.deadLetteredCount();
        var node = JsonNodeFactory.instance.objectNode();
        node.put("published", board.publishedCount());
        node.put("annotated", board.annotatedCount());
        node.put("deadLettered", board.deadLetteredCount());
        node.put("duplicates", board.duplicates());
        node.put("captionExact", rounded(board.score().captionExact()));
        node.put("groundingRecallAt50", rounded(board.score().groundingRecallAt50()));
        node.put("secondsToFirstAnnotation", rounded(seconds(toFirstAnnotation)));
        node.put("imagesPerSecond", total.isZero() ? 0 : rounded(ended / seconds(total)));
        return node.toString();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
