package io.groundstream.local.bench.topology;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Report;
import io.groundstream.local.stack.StackSettings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Takes the comparisons that are asked for, one after another, on one site. */
public final class TopologyBench {
    private TopologyBench() {}

    /** What can be compared. */
    public enum Part {
        REFERENCES,
        INLINE,
        GROWTH;

        private List<Finding> take(Site site, Options options) throws InterruptedException {
            return switch (this) {
                case REFERENCES -> Flow.compare(site, Content.REFERENCE, options.references());
                case INLINE -> Flow.compare(site, Content.INLINE, options.inline());
                case GROWTH -> Growth.compare(site, options.growth());
            };
        }
    }

    /**
     * How many images are sent.
     *
     * @param references of a run with references
     * @param inline of a run with pictures of 100 KB
     * @param growth from which number of images to its tenfold
     */
    public record Options(int references, int inline, int growth) {}

    /** Runs the parts; whoever asked is told what is going on. */
    public static Report run(
            Set<Part> parts, StackSettings settings, Options options, Consumer<String> progress)
            throws InterruptedException {
        long start = System.nanoTime();
        var findings = new ArrayList<Finding>();
        try (var site = Site.open(settings, progress)) {
            for (var part : parts) {
                var found = part.take(site, options);
                found.forEach(finding -> progress.accept(finding.toString()));
                findings.addAll(found);
            }
        }
        return new Report(findings, Duration.ofNanos(System.nanoTime() - start));
    }
}
