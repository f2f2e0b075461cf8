package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Next.Compute;
import io.groundstream.runner.batch.Next.Sleep;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

class OpenBatchesTest {
    private static final BatchLimits LIMITS =
            new BatchLimits(4, Duration.ofNanos(100), Duration.ofNanos(1_000), 64);

    private final OpenBatches<String, String, String> open = new OpenBatches<>(LIMITS);

    @Test
    void anItemWaitsForCompanyAsLongAsTheQueueDelay() {
        add("a", "key", 1_000);

        assertThat(open.next(1_040, false)).isEqualTo(new Sleep<>(60));
        assertThat(batch(1_100)).containsExactly("a");
    }

    @Test
    void aFullBatchClosesAtOnce() {
        for (int i = 0; i < 5; i++) {
            add("item-" + i, "key", 1_000);
        }

        assertThat(batch(1_000)).containsExactly("item-0", "item-1", "item-2", "item-3");
        assertThat(open.size()).isEqualTo(1);
    }

    @Test
    void itemsOfDifferentKeysShareNoBatch() {
        add("long", "long", 1_000);
        add("short", "short", 1_010);

        assertThat(batch(1_200)).containsExactly("long");
        assertThat(batch(1_200)).containsExactly("short");
    }

    @Test
    void anItemThatRunsAloneWaitsForNobodyAndSharesWithNobody() {
        add("company", "key", 1_000);
        open.add(waiting(new Item<>("key", "alone", true, true, Item.NEVER), 1_010));

        assertThat(batch(1_010)).containsExactly("alone");
        assertThat(open.next(1_010, false)).isInstanceOf(Sleep.class);
    }

    @Test
    void aBatchClosesEarlyForADeadline() {
        open.learn(30);
        open.add(waiting(new Item<>("key", "soon", true, false, 1_080), 1_000));

        assertThat(open.next(1_040, false)).isEqualTo(new Sleep<>(10));
        assertThat(batch(1_050)).containsExactly("soon");
    }

    @Test
    void whatIsPastItsDeadlineIsNotComputed() {
        open.add(waiting(new Item<>("key", "late", true, false, 1_050), 1_000));
        add("fine", "key", 1_000);

        assertThat(open.expired(1_050)).extracting(w -> w.item().input()).containsExactly("late");
        assertThat(batch(1_100)).containsExactly("fine");
    }

    @Test
    void urgentItemsOvertakeBulkItemsInsideABatch() {
        for (int i = 0; i < 4; i++) {
            open.add(waiting(new Item<>("key", "bulk-" + i, false, false, Item.NEVER), 1_000));
        }
        add("urgent", "key", 1_050);

        assertThat(batch(1_100)).containsExactly("urgent", "bulk-0", "bulk-1", "bulk-2");
    }

    @Test
    void aBulkItemIsNotOvertakenForLongerThanItsPatience() {
        open.add(waiting(new Item<>("bulk", "bulk", false, false, Item.NEVER), 1_000));
        add("early", "urgent", 1_900);
        add("late", "other", 2_100);

        assertThat(batch(2_300)).containsExactly("early");
        assertThat(batch(2_300)).containsExactly("bulk");
        assertThat(batch(2_300)).containsExactly("late");
    }

    @Test
    void inAHurryNothingWaits() {
        add("a", "key", 1_000);

        assertThat(open.next(1_000, true)).isInstanceOf(Compute.class);
    }

    private void add(String input, String key, long now) {
        open.add(waiting(new Item<>(key, input, true, false, Item.NEVER), now));
    }

    private List<String> batch(long now) {
        var next = open.next(now, false);
        assertThat(next).isInstanceOf(Compute.class);
        return ((Compute<String, String, String>) next)
                .batch().stream().map(waiting -> waiting.item().input()).toList();
    }

    private static Waiting<String, String, String> waiting(Item<String, String> item, long now) {
        return new Waiting<>(item, now, new CompletableFuture<>());
    }
}
