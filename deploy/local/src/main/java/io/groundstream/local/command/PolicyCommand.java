package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** The policies that moderation decides by. */
@Command(
        name = "policy",
        description = "Put, show and try out moderation policies.",
        mixinStandardHelpOptions = true,
        subcommands = {PolicyPutCommand.class, PolicyShowCommand.class, PolicyReplayCommand.class})
public final class PolicyCommand {}
