package io.groundstream.local.bench.runner;

import io.groundstream.runner.service.RunnerMain;

/** A runner whose model takes no time: {@code CannedRunnerMain CONFIGURATION-FILE}. */
public final class CannedRunnerMain {
    private CannedRunnerMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(RunnerMain.run(args, CannedGenerator::new));
    }
}
