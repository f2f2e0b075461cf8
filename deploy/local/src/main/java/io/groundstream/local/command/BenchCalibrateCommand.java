package io.groundstream.local.command;

import io.groundstream.local.Home;
import io.groundstream.local.bench.CalibrationBench;
import io.groundstream.local.bench.Seeds;
import io.groundstream.local.terminal.Out;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Fits the curves that make a model's confidences probabilities. */
@Command(
        name = "calibrate",
        description = "Fit a calibration to the model's answers about fresh scenes.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream bench calibrate --out checkpoint/calibration.json"})
final class BenchCalibrateCommand implements Callable<Integer> {
    @Option(
            names = "--count",
            defaultValue = "2000",
            description = "how many scenes (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(
            names = "--seed",
            defaultValue = "800000000",
            description =
                    "of the first scene, none that is kept to measure (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--model", description = "model bundle (default: the embedded model)")
    private @Nullable Path model;

    @Option(
            names = "--out",
            required = true,
            description = "file to write: calibration.json beside the checkpoint's weights")
    private Path out;

    @Override
    public Integer call() throws IOException {
        var seeds = new Seeds(seed, count).forFitting();
        var bundle = model == null ? Home.find().model() : model;
        var fitted = CalibrationBench.run(bundle, seeds, new ProgressBar(count, true));
        Files.writeString(out, fitted.json());
        Out.lines(fitted.table() + "written to " + out + System.lineSeparator());
        return 0;
    }
}
