package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Rate;
import io.groundstream.local.stack.ServiceSpec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Records of 100 KB through intake and publishing with no model, beside a bare loop of clients. */
final class NullModel implements RunnerMeasure {
    private static final int BYTES = 100_000;
    private static final int CONTENTS = 16;
    private static final int RECORDS_A_SECOND = 500;

    @Override
    public List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException {
        var random = new Random(1);
        var contents = new ArrayList<byte[]>();
        for (int i = 0; i < CONTENTS; i++) {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            contents.add(bytes);
        }
        int count = options.images(RECORDS_A_SECOND);
        double before = rate(stand, BareLoopMain.class, contents, count);
        double ours = rate(stand, NullRunnerMain.class, contents, count);
        double after = rate(stand, BareLoopMain.class, contents, count);
        return List.of(
                Finding.of("null model", "100 KB records/s", ours)
                        .beside("bare loop", (before + after) / 2)
                        .promised(Bar.atLeast(0.7))
                        .with("records", count)
                        .with("bare loop before and after", List.of(before, after)));
    }

    private static double rate(Stand stand, Class<?> main, List<byte[]> contents, int count)
            throws InterruptedException, IOException {
        stand.say("null model: " + main.getSimpleName());
        var spec = ServiceSpec.RUNNER.withMain(main);
        return Rate.steady(stand.through(spec, 1, contents, count, (_, _) -> {}));
    }
}
