package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Answer.Broken;
import io.groundstream.runner.batch.Answer.Done;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class BisectionPropertyTest {
    private static final BatchLimits LIMITS = new BatchLimits(64, Duration.ZERO, Duration.ZERO, 64);

    @Property(tries = 300, seed = "4711")
    void exactlyThePoisonousRowsAreBroken(
            @ForAll @IntRange(min = 1, max = 64) int rows,
            @ForAll @Size(max = 64) Set<@IntRange(max = 63) Integer> poison) {
        var calls = new AtomicInteger();
        BatchModel<String, Integer, Integer> model =
                (_, inputs, _) -> {
                    calls.incrementAndGet();
                    if (!Collections.disjoint(inputs, poison)) {
                        throw new IllegalArgumentException("poison");
                    }
                    return inputs.stream().map(i -> 2 * i).toList();
                };
        var batch = batch(rows);
        new Bisection<>(model, LIMITS, (_, _) -> {}, () -> 0).answer(batch);

        for (int i = 0; i < rows; i++) {
            var answer = batch.get(i).answer();
            assertThat(answer).isDone();
            if (poison.contains(i)) {
                assertThat(answer.join()).isInstanceOf(Broken.class);
            } else {
                assertThat(((Done<Integer>) answer.join()).output()).isEqualTo(2 * i);
            }
        }
        long found = poison.stream().filter(i -> i < rows).count();
        int halvings = 32 - Integer.numberOfLeadingZeros(rows - 1);
        assertThat(calls.get()).isLessThanOrEqualTo((int) (1 + 2 * found * halvings));
    }

    private static List<Waiting<String, Integer, Integer>> batch(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> new Item<>("key", i, true, false, Item.NEVER))
                .map(item -> new Waiting<>(item, 0, new CompletableFuture<Answer<Integer>>()))
                .toList();
    }
}
