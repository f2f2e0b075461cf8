package io.groundstream.local.bench.runner;

import io.groundstream.local.bench.beside.Finding;

import java.io.IOException;
import java.util.List;

/** One comparison. */
@FunctionalInterface
interface RunnerMeasure {
    List<Finding> take(Stand stand, Models models, RunnerBench.Options options)
            throws InterruptedException, IOException;
}
