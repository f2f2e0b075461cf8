package io.groundstream.benchmarks;

import io.groundstream.runner.batch.Answer;
import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.batch.Batcher;
import io.groundstream.runner.batch.Item;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Items a second from one thread through the queue and back, with a model that does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class BatcherBenchmark {
    private static final int ITEMS = 1_024;
    private static final BatchLimits LIMITS =
            new BatchLimits(16, Duration.ofMillis(1), Duration.ofSeconds(5), 64);

    private Batcher<Integer, Integer, Integer> batcher;

    @Setup(Level.Trial)
    public void start() {
        batcher = Batcher.start(LIMITS, (_, inputs, _) -> inputs, (_, _) -> {});
    }

    @TearDown(Level.Trial)
    public void stop() {
        batcher.close();
    }

    /** Two keys, one item in four of the bulk lane. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public List<Answer<Integer>> items() {
        var answers = new ArrayList<CompletableFuture<Answer<Integer>>>(ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            answers.add(batcher.submit(new Item<>(i / 16 % 2, i, i % 4 != 0, false, Item.NEVER)));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
