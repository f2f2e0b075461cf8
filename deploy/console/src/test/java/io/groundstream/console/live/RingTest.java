package io.groundstream.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

class RingTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Ring ring = new Ring(10, 100_000, 500);

    @Test
    void aReaderGetsWhatItHasNotSeenInItsOrder() throws Exception {
        add(3);

        assertThat(sequences(ring.after(500, 0))).containsExactly(501L, 502L);
        assertThat(ring.after(500, 0).lost()).isZero();
        assertThat(ring.after(502, 0).shown()).isEmpty();
    }

    @Test
    void whoIsTooSlowIsToldHowMuchIsGone() throws Exception {
        add(25);

        var slice = ring.after(500, 0);

        assertThat(sequences(slice)).startsWith(515L).hasSize(10).endsWith(524L);
        assertThat(slice.lost()).isEqualTo(14);
    }

    @Test
    void neverHoldsMoreThanItsBytesHoweverMuchCame() throws Exception {
        var small = new Ring(1_000_000, 5_000, 1);
        for (int i = 0; i < 20_000; i++) {
            small.add(List.of(Samples.news("a")));
        }

        assertThat(small.after(0, 0).shown()).hasSize(50);
    }

    @Test
    void beginsAfterWhatWasSeenInThisRunAndElseWithAllThatIsKept() {
        add(25);

        assertThat(ring.begin(520)).isEqualTo(520);
        assertThat(ring.begin(0)).isEqualTo(514);
        assertThat(ring.begin(499)).as("of an earlier run").isEqualTo(514);
        assertThat(ring.begin(9_999)).as("of nobody's").isEqualTo(514);
    }

    @Test
    void whoWaitsIsWokenByNewsAndByTheEnd() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> await(499));
        add(1);
        assertThat(sequences(first.get(20, TimeUnit.SECONDS))).containsExactly(500L);

        var second = CompletableFuture.supplyAsync(() -> await(500));
        ring.close();
        assertThat(second.get(20, TimeUnit.SECONDS).shown()).isEmpty();
        assertThat(ring.isClosed()).isTrue();
    }

    private Ring.Slice await(long sequence) {
        try {
            return ring.after(sequence, MINUTE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(int count) {
        ring.add(IntStream.range(0, count).mapToObj(i -> Samples.news("image-" + i)).toList());
    }

    private static List<Long> sequences(Ring.Slice slice) {
        return slice.shown().stream().map(Shown::sequence).toList();
    }
}
