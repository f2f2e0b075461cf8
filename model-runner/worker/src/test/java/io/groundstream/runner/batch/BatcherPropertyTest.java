package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Collections.nCopies;

import io.groundstream.runner.batch.Answer.Broken;
import io.groundstream.runner.batch.Answer.Done;
import io.groundstream.runner.batch.Answer.Late;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Many threads bring items of every kind, some of them poisonous, some of them late, to one model
 * or to some beside each other.
 */
class BatcherPropertyTest {
    private static final BatchLimits LIMITS =
            new BatchLimits(8, Duration.ofMillis(1), Duration.ofMillis(5), 16);
    private static final int THREADS = 4;
    private static final int ITEMS = 50;

    private final Set<Integer> succeeded = ConcurrentHashMap.newKeySet();
    private final Set<Integer> twice = ConcurrentHashMap.newKeySet();

    @Property(tries = 40, seed = "4711")
    void everyItemGetsTheOneAnswerThatIsItsOwn(
            @ForAll int seed, @ForAll @IntRange(min = 1, max = 3) int beside) {
        succeeded.clear();
        BatchModel<Integer, Integer, Integer> model = this::doubled;
        Map<Integer, CompletableFuture<Answer<Integer>>> answers = new ConcurrentHashMap<>();
        try (var batcher = Batcher.start(LIMITS, nCopies(beside, model), (_, _) -> {});
                var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread * ITEMS;
                var random = new Random(seed + thread);
                threads.execute(
                        () ->
                                IntStream.range(first, first + ITEMS)
                                        .forEach(
                                                i ->
                                                        answers.put(
                                                                i,
                                                                batcher.submit(
                                                                        item(
                                                                                i, random,
                                                                                batcher)))));
            }
        }
        assertThat(answers).hasSize(THREADS * ITEMS);
        assertThat(twice).isEmpty();
        answers.forEach(
                (i, answer) -> {
                    switch (answer.join()) {
                        case Done<Integer>(var output, _, _, _) ->
                                assertThat(output).isEqualTo(2 * i);
                        case Broken<Integer> _ -> assertThat(isPoison(i)).isTrue();
                        case Late<Integer> _ -> assertThat(succeeded).doesNotContain(i);
                        case Answer.Closed<Integer> _ ->
                                throw new AssertionError("closed too early");
                    }
                });
    }

    private List<Integer> doubled(Integer key, List<Integer> inputs, int paddedSize) {
        if (inputs.stream().anyMatch(BatcherPropertyTest::isPoison)) {
            throw new IllegalArgumentException("poison");
        }
        var seen = inputs.stream().filter(i -> !succeeded.add(i)).collect(Collectors.toSet());
        twice.addAll(seen);
        return inputs.stream().map(i -> 2 * i).toList();
    }

    private static boolean isPoison(int number) {
        return number % 17 == 3;
    }

    private static Item<Integer, Integer> item(
            int number, Random random, Batcher<Integer, Integer, Integer> batcher) {
        long deadline =
                random.nextInt(10) == 0
                        ? batcher.now() + random.nextInt(2_000_000) - 500_000
                        : Item.NEVER;
        return new Item<>(
                random.nextInt(3), number, random.nextBoolean(), random.nextInt(8) == 0, deadline);
    }
}
