package io.groundstream.local.bench.runner;

import io.groundstream.runner.bundle.Bundle;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Generated;
import io.groundstream.runner.generate.Generator;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.runner.image.ImageLimits;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.language.BadTaskException;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The model alone, called again and again with tensors that are ready, as a runner calls it. */
final class BareGenerator implements AutoCloseable {
    private final Generator generator;
    private final List<ByteBuffer> batches;
    private final long[][] prompts;
    private final int newTokens;
    private final AtomicInteger next = new AtomicInteger();

    private BareGenerator(
            Generator generator, List<ByteBuffer> batches, long[][] prompts, int newTokens) {
        this.generator = generator;
        this.batches = batches;
        this.prompts = prompts;
        this.newTokens = newTokens;
    }

    /**
     * Loads the bundle, prepares full batches of the pictures and warms up.
     *
     * @param threads of all calls together, on CPU; 0 takes one a core
     */
    static BareGenerator open(Path directory, List<byte[]> pictures, int batch, int threads) {
        return open(directory, pictures, batch, threads, Device.of(Provider.AUTO));
    }

    static BareGenerator open(
            Path directory, List<byte[]> pictures, int batch, int threads, Device device) {
        var bundle = Bundle.open(directory);
        var manifest = bundle.manifest();
        int bytes = manifest.image().size() * manifest.image().size() * 3;
        var gate = new ImageGate(ImageLimits.DEFAULT, manifest.image().size());
        var batches = new ArrayList<ByteBuffer>();
        for (int at = 0; at + batch <= pictures.size(); at += batch) {
            var tensor = ByteBuffer.allocateDirect(batch * bytes);
            pictures.subList(at, at + batch).forEach(jpeg -> tensor.put(levels(gate, jpeg)));
            batches.add(tensor.flip());
        }
        var prompts = new long[batch][];
        Arrays.fill(prompts, prompt(bundle));
        var bare =
                new BareGenerator(
                        Generator.open(bundle, device, threads, 0),
                        batches,
                        prompts,
                        manifest.limits().newTokens());
        bare.call();
        return bare;
    }

    /** Images a second, over at least the time and at least one call a thread. */
    double imagesPerSecond(Duration time) throws InterruptedException {
        var images = new LongAdder();
        long start = System.nanoTime();
        var threads =
                Stream.generate(() -> Thread.ofPlatform().unstarted(() -> call(time, images)))
                        .limit(generator.calls().atOnce())
                        .toList();
        threads.forEach(Thread::start);
        for (var thread : threads) {
            thread.join();
        }
        return images.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private void call(Duration time, LongAdder images) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < time.toNanos()) {
            call();
            images.add(prompts.length);
        }
    }

    /** What the model says to the next batch. */
    Generated call() {
        var tensor = batches.get(next.getAndIncrement() % batches.size()).duplicate();
        return generator.generate(
                tensor, prompts.length, prompts, newTokens, new boolean[prompts.length]);
    }

    @Override
    public void close() {
        generator.close();
    }

    private static ByteBuffer levels(ImageGate gate, byte[] jpeg) {
        if (gate.prepare(jpeg) instanceof Prepared prepared) {
            return prepared.rgb().duplicate();
        }
        throw new IllegalStateException("the benchmark's own picture was refused");
    }

    private static long[] prompt(Bundle bundle) {
        try (var language = Families.SHIPPED.of(bundle).language(bundle)) {
            return language.prompt(new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        } catch (BadTaskException e) {
            throw new IllegalStateException("a model must know brief captions", e);
        }
    }
}
