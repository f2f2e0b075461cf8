package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** The policies that moderation decides by. */
@Command(
        name = "policy",
        description = "Put, show and try out moderation policies.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream policy show",
            "  groundstream policy replay --policy policy.yaml --dry-run",
            "  groundstream policy put policy.yaml"
        },
        subcommands = {PolicyPutCommand.class, PolicyShowCommand.class, PolicyReplayCommand.class})
public final class PolicyCommand {}
