package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** Images that could not be annotated. */
@Command(
        name = "dead-letters",
        description = "List and show what could not be annotated, and publish it again.",
        mixinStandardHelpOptions = true,
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class
        })
public final class DeadLettersCommand {}
