package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import io.groundstream.runner.goldens.Goldens;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

@Timeout(60)
class CancelTest {
    private static final int ROWS = 64;

    private Generator generator;

    @BeforeEach
    void open() {
        generator = Generator.open(Goldens.EMBEDDED.bundle(), Provider.CPU, 1);
    }

    @AfterEach
    void close() {
        generator.close();
    }

    @Test
    void aRunInFlightEndsInTheMiddle() throws Exception {
        var ended = new CompletableFuture<RuntimeException>();
        var running =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        generate(ROWS);
                                        ended.complete(new IllegalStateException("it finished"));
                                    } catch (RuntimeException e) {
                                        ended.complete(e);
                                    }
                                });
        while (running.isAlive() && !isInTheRuntime(running)) {
            Thread.onSpinWait();
        }
        generator.cancel();

        assertThat(ended.join())
                .isInstanceOf(GenerationException.class)
                .hasCauseInstanceOf(OrtException.class)
                .matches(e -> ((GenerationException) e).isCancelled());
        running.join();
    }

    @Test
    void noRunBeginsAfterwards() {
        generator.cancel();

        assertThatThrownBy(() -> generate(1))
                .isInstanceOf(GenerationException.class)
                .hasNoCause()
                .matches(e -> ((GenerationException) e).isCancelled());
    }

    @Test
    void aFaultOfTheRuntimeIsNoCancellation() {
        var prompts = new long[1][prompt().length];
        Arrays.fill(prompts[0], Integer.MAX_VALUE);

        assertThatThrownBy(() -> generator.generate(pictures(1), 1, prompts, 1, new boolean[1]))
                .isInstanceOf(GenerationException.class)
                .matches(e -> !((GenerationException) e).isCancelled());
    }

    private void generate(int rows) {
        var prompts = new long[rows][];
        Arrays.fill(prompts, prompt());
        int most = Goldens.EMBEDDED.bundle().manifest().limits().newTokens();
        var _ = generator.generate(pictures(rows), rows, prompts, most, new boolean[rows]);
    }

    private static ByteBuffer pictures(int rows) {
        int size = Goldens.EMBEDDED.bundle().manifest().image().size();
        return ByteBuffer.allocateDirect(rows * size * size * 3);
    }

    private static long[] prompt() {
        return Goldens.EMBEDDED.cases().getFirst().promptIds();
    }

    private static boolean isInTheRuntime(Thread thread) {
        var stack = thread.getStackTrace();
        return stack.length > 0
                && stack[0].isNativeMethod()
                && stack[0].getClassName().equals(OrtSession.class.getName());
    }
}
