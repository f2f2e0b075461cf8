package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** What is promised, measured. */
@Command(
        name = "bench",
        description = "Measure what is promised; fit a model's calibration.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream bench quality",
            "  groundstream bench runner overhead latency",
            "  groundstream bench topology --json"
        },
        subcommands = {
            BenchQualityCommand.class,
            BenchCalibrateCommand.class,
            BenchRunnerCommand.class,
            BenchGpuCommand.class,
            BenchTopologyCommand.class,
            BenchSearchCommand.class,
            BenchMicroCommand.class
        })
public final class BenchCommand {}
