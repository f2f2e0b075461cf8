package io.groundstream.local.bench.gpu;

import io.groundstream.local.bench.gpu.GpuBench.Part;
import io.groundstream.local.bench.gpu.GpuBench.Size;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Device;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What to measure, and how.
 *
 * @param precision of the bundles
 * @param batches from the smallest
 * @param pipelineBatch of the pipeline; 0 takes the generator's best, or the largest
 * @param newTokens most tokens of an answer
 * @param pictures that are drawn; batches take them in turn
 * @param seconds of each single measurement, roughly
 * @param points our own of an earlier run, as its JSON has them, instead of measuring; null for
 *     none
 * @param reference output of {@code gpu_reference.py}; null for none
 * @param work folder of the models that are made, which stay there
 */
public record Options(
        Set<Part> parts,
        List<Size> sizes,
        Device device,
        Precision precision,
        List<Integer> batches,
        int pipelineBatch,
        int newTokens,
        int pictures,
        Duration seconds,
        @Nullable Path points,
        @Nullable Path reference,
        Path work) {
    public Options {
        parts = Set.copyOf(parts);
        sizes = List.copyOf(sizes);
        batches = batches.stream().sorted().toList();
        if (parts.isEmpty() || sizes.isEmpty() || batches.isEmpty()) {
            throw new IllegalArgumentException("a part, a size and a batch are needed");
        }
        if (pictures < batches.getLast()) {
            throw new IllegalArgumentException("fewer pictures than the largest batch has rows");
        }
    }
}
