package io.groundstream.local.command;

import io.groundstream.console.ConsoleMain;

import picocli.CommandLine.Command;

/** The console of a cluster. */
@Command(
        name = "console",
        description = "Run the console, a page and a REST interface, against a cluster.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream console --config console.properties"})
public final class ConsoleCommand extends ServiceCommand {
    public ConsoleCommand() {
        super(ConsoleMain::main);
    }
}
