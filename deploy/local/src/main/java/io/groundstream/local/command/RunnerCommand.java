package io.groundstream.local.command;

import io.groundstream.runner.service.RunnerMain;

import picocli.CommandLine.Command;

/** One model-runner against a cluster. */
@Command(
        name = "runner",
        description = "Run one model-runner against a cluster.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream runner --config runner.properties"})
public final class RunnerCommand extends ServiceCommand {
    public RunnerCommand() {
        super(RunnerMain::main);
    }
}
