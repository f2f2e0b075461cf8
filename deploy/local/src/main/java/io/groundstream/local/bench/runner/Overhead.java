package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Usage;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Processor time of an image outside inference: of a runner whose answers are canned, beside that
 * of the Python worker around its calls of the model.
 */
final class Overhead implements RunnerMeasure {
    private static final double WARM = 0.4;
    private static final int IMAGES_A_SECOND = 200;

    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        stand.say("overhead: ours");
        int count = options.images(IMAGES_A_SECOND);
        double ours = ours(stand, models, count);
        stand.say("overhead: the Python worker");
        var python = PythonWorker.run(stand, models.embedded(), count / 8, options.python());
        return List.of(
                Finding.of("overhead", "cpu ms/image", ours)
                        .beside("Python worker", python.cpuMillisOutside())
                        .promised(Bar.atMost(0.5))
                        .with("images", count)
                        .with("picture", "640 x 480 JPEG, inline"));
    }

    private static double ours(Stand stand, Models models, int count)
            throws InterruptedException, IOException {
        var meter = new Meter((int) (WARM * count), count);
        var spec = Stand.runner(models.embedded().bundle(), 0).withMain(CannedRunnerMain.class);
        var _ =
                stand.through(
                        spec, 1, count, (runner, seen) -> meter.seen(seen, Usage.cpu(runner)));
        return meter.millisPerImage();
    }

    /** Reads the processor clock at two moments. */
    private static final class Meter {
        private final int warm;
        private final int all;
        private int from;
        private Duration begin = Duration.ZERO;
        private Duration end = Duration.ZERO;

        Meter(int warm, int all) {
            this.warm = warm;
            this.all = all;
        }

        void seen(int results, Duration cpu) {
            if (from == 0 && results >= warm) {
                from = results;
                begin = cpu;
            }
            end = cpu;
        }

        double millisPerImage() {
            return end.minus(begin).toNanos() / 1e6 / (all - from);
        }
    }
}
