package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** Images that could not be annotated. */
@Command(
        name = "dead-letters",
        description = "List and show what could not be annotated, and publish it again.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream dead-letters list --since 24h",
            "  groundstream dead-letters show scenes/1.png",
            "  groundstream dead-letters replay --code fetch --dry-run"
        },
        subcommands = {
            DeadLettersListCommand.class,
            DeadLettersShowCommand.class,
            DeadLettersReplayCommand.class
        })
public final class DeadLettersCommand {}
