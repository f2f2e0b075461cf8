package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.BatchLimits;
import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;
import io.groundstream.runner.image.ImageLimits;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What an annotator needs.
 *
 * @param bundle directory of the model bundle
 * @param threads of all model calls together, on CPU; 0 takes one a core
 * @param calls of the model at one time; 0 leaves it to the model's size
 * @param prepareThreads that decode
 * @param sources that references may lead to
 */
public record AnnotatorSettings(
        Path bundle,
        Device device,
        int threads,
        int calls,
        int prepareThreads,
        BatchLimits batches,
        ImageLimits images,
        Sources sources) {
    private static final int MOST_AT_ONCE = 16;

    public AnnotatorSettings {
        if (threads < 0 || calls < 0 || prepareThreads < 1) {
            throw new IllegalArgumentException(
                    "threads and calls must be 0 or more and prepare threads 1 or more");
        }
    }

    /** For pictures in memory, with the defaults of everything else. */
    public static AnnotatorSettings of(Path bundle) {
        return of(bundle, MOST_AT_ONCE);
    }

    /** The same for so many pictures: a model is not warmed up for batches that never come. */
    public static AnnotatorSettings of(Path bundle, int pictures) {
        int most = Math.clamp(pictures, 1, MOST_AT_ONCE);
        int batch = most == 1 ? 1 : Integer.highestOneBit(most - 1) << 1;
        return new AnnotatorSettings(
                bundle,
                Device.of(Provider.AUTO),
                0,
                0,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new BatchLimits(batch, Duration.ofMillis(5), Duration.ofSeconds(5), 64),
                ImageLimits.DEFAULT,
                Sources.none());
    }

    /** The same on what the caller wants to run it. */
    public AnnotatorSettings with(Device wanted) {
        return new AnnotatorSettings(
                bundle, wanted, threads, calls, prepareThreads, batches, images, sources);
    }
}
