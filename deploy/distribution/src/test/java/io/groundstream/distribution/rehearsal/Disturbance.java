package io.groundstream.distribution.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What readers noticed while something was done to the cluster: the longest time without an
 * annotation, and how late annotations came. Measured, not asserted.
 */
final class Disturbance {
    private final List<String> lines = new ArrayList<>();
    private final Watcher watcher;

    Disturbance(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Does something and goes on until so many more images are annotated. */
    void during(String what, int images, Step step) throws Exception {
        var start = Instant.now();
        step.take();
        watcher.awaitMore(images);
        var seen =
                watcher.seen().stream()
                        .filter(Sight::isAnnotation)
                        .filter(sight -> sight.at().isAfter(start))
                        .toList();
        var last = start;
        var gap = Duration.ZERO;
        for (var sight : seen) {
            var since = Duration.between(last, sight.at());
            gap = since.compareTo(gap) > 0 ? since : gap;
            last = sight.at();
        }
        var late = seen.stream().mapToLong(Sight::latencyMillis).sorted().toArray();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f | %.1f |",
                        what,
                        late.length,
                        gap.toMillis() / 1e3,
                        late[late.length / 2] / 1e3,
                        late[late.length * 95 / 100] / 1e3));
    }

    /** As rows of a table: step, annotations, longest gap, latency p50 and p95 in seconds. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    @FunctionalInterface
    interface Step {
        void take() throws Exception;
    }
}
