package io.groundstream.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What becomes of scrapes, with the time handed in. */
class MeasureTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Instance topology = new Instance(URI.create("http://me:secret@host:1/"));
    private final Instance runner = new Instance(URI.create("http://host:2"));
    private final Measure measure = new Measure();

    @Test
    void ratesAreOfTheTimeSinceTheLastScrape() {
        take(0, topology(100, 10), null);
        var point = take(2, topology(150, 12), null);

        assertThat(point.values())
                .containsEntry(Series.ANNOTATIONS, 25.0)
                .containsEntry(Series.DEAD_LETTERS, 1.0)
                .containsEntry(Series.IN_FLIGHT, 4.0)
                .doesNotContainKeys(Series.IMAGES, Series.BATCH_SIZE, Series.QUEUE_P95);
    }

    @Test
    void aProcessThatBeganAnewCountsFromNothing() {
        take(0, topology(100, 10), null);

        var point = take(2, topology(6, 0), null);

        assertThat(point.values()).containsEntry(Series.ANNOTATIONS, 3.0);
        assertThat(point.values()).containsEntry(Series.DEAD_LETTERS, 0.0);
    }

    @Test
    void anInstanceThatIsAwayHasNoRateAndIsToldAsDown() {
        take(0, topology(100, 0), null);
        topology.missed();

        var point = measure.take(2, 2 * SECOND, List.of(topology, runner), Map.of(), null);

        assertThat(point.values()).isEmpty();
        assertThat(point.json().path("topologies"))
                .hasToString("[{\"instance\":\"host:1\",\"up\":false}]");
        assertThat(point.json().path("unknown"))
                .hasToString("[{\"instance\":\"host:2\",\"up\":false}]");
        assertThat(point.json().path("annotationsPerSecond").isNull()).isTrue();
        assertThat(take(10, topology(180, 0), null).values())
                .containsEntry(Series.ANNOTATIONS, 8.0);
    }

    @Test
    void timesAndBatchesAreOfTheLastTenSeconds() {
        take(0, null, runner(0, 0, 0, 0));
        take(2, null, runner(2, 12, 50, 50));
        var point = take(4, null, runner(2, 12, 50, 100));

        assertThat(point.values()).containsEntry(Series.BATCH_SIZE, 6.0);
        assertThat(point.values().get(Series.DECODE_P50)).isEqualTo(10, within(1e-9));
        assertThat(point.values().get(Series.DECODE_P95)).isEqualTo(91, within(1e-9));
        for (int second = 6; second <= 14; second += 2) {
            point = take(second, null, runner(2, 12, 50, 100));
        }
        assertThat(point.values()).doesNotContainKeys(Series.BATCH_SIZE, Series.DECODE_P50);
    }

    @Test
    void imagesAreCountedByTheEndsOfTheirTopic() {
        var first = measure.take(0, SECOND, List.of(), Map.of(), new Backlog(5, 7, 100));
        var second = measure.take(2, 3 * SECOND, List.of(), Map.of(), new Backlog(0, 0, 130));
        var anew = measure.take(4, 5 * SECOND, List.of(), Map.of(), new Backlog(0, 0, 10));

        assertThat(first.values())
                .containsEntry(Series.IMAGES_LAG, 5.0)
                .containsEntry(Series.REQUESTS_LAG, 7.0)
                .doesNotContainKey(Series.IMAGES);
        assertThat(second.values()).containsEntry(Series.IMAGES, 15.0);
        assertThat(anew.values()).doesNotContainKey(Series.IMAGES);
    }

    @Test
    void theRingKeepsTheNewestAndShowsEachSeriesAsAList() {
        var ring = new Ring(2);
        for (int second = 0; second < 3; second++) {
            var point = Point.at(second, List.of());
            point.put(Series.IMAGES_LAG, second);
            ring.add(point);
        }

        assertThat(ring.json().at("/series/at")).hasToString("[1,2]");
        assertThat(ring.json().at("/series/imagesLag")).hasToString("[1.0,2.0]");
        assertThat(ring.json().at("/series/batchSize")).hasToString("[null,null]");
        assertThat(ring.json().at("/now/imagesLag").asDouble()).isEqualTo(2);
    }

    @Test
    void aClientThatIsSlowMissesTheOldest() throws Exception {
        var subscription = new Subscription(_ -> {});
        for (int second = 0; second < 20; second++) {
            subscription.offer(Point.at(second, List.of()));
        }

        assertThat(subscription.next(Duration.ZERO))
                .hasValueSatisfying(p -> assertThat(p.at()).isEqualTo(12));
        subscription.close();
        assertThat(subscription.isClosed()).isTrue();
    }

    private Point take(
            long second, @Nullable Exposition ofTopology, @Nullable Exposition ofRunner) {
        var growths = new HashMap<Instance, Growth>();
        long nanos = second * SECOND;
        if (ofTopology != null) {
            topology.seen(ofTopology, nanos).ifPresent(g -> growths.put(topology, g));
        }
        if (ofRunner != null) {
            runner.seen(ofRunner, nanos).ifPresent(g -> growths.put(runner, g));
        }
        return measure.take(second, nanos, List.of(topology, runner), growths, null);
    }

    private static Exposition topology(int annotated, int deadLettered) {
        return Exposition.parse(
                """
                groundstream_images_total{outcome="annotated"} %d.0
                groundstream_images_total{outcome="dead_lettered"} %d.0
                groundstream_in_flight 4.0
                """
                        .formatted(annotated, deadLettered));
    }

    private static Exposition runner(int batches, int rows, int fast, int all) {
        return Exposition.parse(
                """
                groundstream_batch_size_count %d
                groundstream_batch_size_sum %d.0
                groundstream_stage_seconds_bucket{stage="decode",le="0.01"} %d
                groundstream_stage_seconds_bucket{stage="decode",le="0.1"} %d
                groundstream_stage_seconds_bucket{stage="decode",le="+Inf"} %d
                """
                        .formatted(batches, rows, fast, all, all));
    }
}
