package io.groundstream.runner.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.Answer.Broken;
import io.groundstream.runner.batch.Answer.Closed;
import io.groundstream.runner.batch.Answer.Done;
import io.groundstream.runner.batch.Answer.Late;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

@Timeout(30)
class BatcherTest {
    private static final BatchLimits LIMITS =
            new BatchLimits(8, Duration.ofMillis(20), Duration.ofSeconds(1), 8);

    private final ConcurrentLinkedQueue<Integer> padded = new ConcurrentLinkedQueue<>();

    @Test
    void everybodyGetsTheAnswerToTheirOwnQuestion() {
        try (var batcher = Batcher.start(LIMITS, this::doubled, (_, _) -> {})) {
            var answers = new ArrayList<CompletableFuture<Answer<Integer>>>();
            for (int i = 0; i < 100; i++) {
                answers.add(batcher.submit(item(i)));
            }

            for (int i = 0; i < 100; i++) {
                assertThat(output(answers.get(i))).isEqualTo(2 * i);
            }
        }
    }

    @Test
    void callsHaveOnlySizesThatWereWarmedUp() {
        try (var batcher = Batcher.start(LIMITS, this::doubled, (_, _) -> {})) {
            var answers = new ArrayList<CompletableFuture<Answer<Integer>>>();
            for (int i = 0; i < 21; i++) {
                answers.add(batcher.submit(item(i)));
            }
            answers.forEach(CompletableFuture::join);
        }
        assertThat(padded).isSubsetOf(1, 2, 4, 8);
    }

    @Test
    void onePoisonousItemFailsAloneAndItsNeighboursAreAnswered() {
        try (var batcher = Batcher.start(LIMITS, this::allergicToFive, (_, _) -> {})) {
            var answers = new ArrayList<CompletableFuture<Answer<Integer>>>();
            for (int i = 0; i < 8; i++) {
                answers.add(batcher.submit(item(i)));
            }

            for (int i = 0; i < 8; i++) {
                if (i == 5) {
                    assertThat(answers.get(i).join()).isInstanceOf(Broken.class);
                } else {
                    assertThat(output(answers.get(i))).isEqualTo(2 * i);
                }
            }
        }
    }

    @Test
    void wantOfMemoryInABatchHalvesItToo() {
        try (var batcher = Batcher.start(LIMITS, this::atMostTwo, (_, _) -> {})) {
            var answers = new ArrayList<CompletableFuture<Answer<Integer>>>();
            for (int i = 0; i < 8; i++) {
                answers.add(batcher.submit(item(i)));
            }

            assertThat(answers).allSatisfy(a -> assertThat(a.join()).isInstanceOf(Done.class));
        }
    }

    @Test
    void whatIsPastItsDeadlineIsLate() {
        try (var batcher = Batcher.start(LIMITS, this::doubled, (_, _) -> {})) {
            var late = new Item<>("key", 1, true, false, batcher.now() - 1);

            assertThat(batcher.submit(late).join()).isInstanceOf(Late.class);
        }
    }

    @Test
    void whoBringsMoreThanFitsWaits() throws Exception {
        var held = new CountDownLatch(1);
        BatchModel<String, Integer, Integer> slow =
                (key, inputs, size) -> {
                    held.await();
                    return doubled(key, inputs, size);
                };
        try (var batcher = Batcher.start(LIMITS, slow, (_, _) -> {})) {
            var answers = new ConcurrentLinkedQueue<CompletableFuture<Answer<Integer>>>();
            var bringer =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int i = 0; i < 50; i++) {
                                            answers.add(batcher.submit(item(i)));
                                        }
                                    });

            assertThat(bringer.join(Duration.ofMillis(200))).isFalse();
            // a batch under way and a full queue
            assertThat(answers).hasSizeLessThanOrEqualTo(16);
            held.countDown();
            bringer.join();
            answers.forEach(answer -> assertThat(answer.join()).isInstanceOf(Done.class));
            assertThat(answers).hasSize(50);
        }
    }

    @Test
    void closingComputesWhatWaitsAndRefusesWhatComesLater() {
        var batcher = Batcher.start(LIMITS, this::doubled, (_, _) -> {});
        var before = batcher.submit(item(4));
        batcher.close();

        assertThat(output(before)).isEqualTo(8);
        assertThat(batcher.submit(item(5)).join()).isInstanceOf(Closed.class);
    }

    private List<Integer> doubled(String key, List<Integer> inputs, int paddedSize) {
        padded.add(paddedSize);
        assertThat(paddedSize).isGreaterThanOrEqualTo(inputs.size());
        return inputs.stream().map(i -> 2 * i).toList();
    }

    private List<Integer> allergicToFive(String key, List<Integer> inputs, int paddedSize) {
        if (inputs.contains(5)) {
            throw new IllegalArgumentException("five");
        }
        return doubled(key, inputs, paddedSize);
    }

    private List<Integer> atMostTwo(String key, List<Integer> inputs, int paddedSize) {
        if (inputs.size() > 2) {
            throw new OutOfMemoryError("too many");
        }
        return doubled(key, inputs, paddedSize);
    }

    private static int output(CompletableFuture<Answer<Integer>> answer) {
        return ((Done<Integer>) answer.join()).output();
    }

    private static Item<String, Integer> item(int input) {
        return new Item<>("key", input, true, false, Item.NEVER);
    }
}
