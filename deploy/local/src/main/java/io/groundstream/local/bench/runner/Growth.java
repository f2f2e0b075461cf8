package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.bench.beside.Usage;

import java.io.IOException;
import java.util.List;

/** One long run: memory and time an image at its end, beside those at a fifth of it. */
final class Growth implements RunnerMeasure {
    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        int count = options.growth();
        stand.say("growth: " + count + " images");
        var spec =
                Stand.runner(models.embedded().bundle(), 0)
                        // all of the heap is there from the start: what grows is a leak
                        .withOptions("-Xms1g", "-XX:+AlwaysPreTouch");
        var memory = new double[2];
        var moments =
                stand.through(
                        spec,
                        1,
                        count,
                        (runner, seen) -> {
                            memory[1] = Usage.residentMib(runner);
                            memory[0] = seen <= count / 5 ? memory[1] : memory[0];
                        });
        double early = 1e3 / Rate.between(moments, 0.1, 0.2);
        double late = 1e3 / Rate.between(moments, 0.9, 1);
        return List.of(
                Finding.of("memory after " + count + " images", "MiB resident", memory[1])
                        .beside("after a fifth", memory[0])
                        .promised(Bar.atMost(1.1)),
                Finding.of("time an image, last tenth", "ms", late)
                        .beside("second tenth", early)
                        .promised(Bar.atMost(1.1)));
    }
}
