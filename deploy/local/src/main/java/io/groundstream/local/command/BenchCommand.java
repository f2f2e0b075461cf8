package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** What is promised, measured. */
@Command(
        name = "bench",
        description = "Measure what is promised; fit a model's calibration.",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchQualityCommand.class,
            BenchCalibrateCommand.class,
            BenchRunnerCommand.class,
            BenchTopologyCommand.class,
            BenchMicroCommand.class
        })
public final class BenchCommand {}
