package io.groundstream.local.command;

import io.groundstream.topology.TopologyMain;

import picocli.CommandLine.Command;

/** One topology instance against a cluster. */
@Command(
        name = "topology",
        description = "Run the Kafka Streams topology against a cluster.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream topology --config topology.properties"})
public final class TopologyCommand extends ServiceCommand {
    public TopologyCommand() {
        super(TopologyMain::main);
    }
}
