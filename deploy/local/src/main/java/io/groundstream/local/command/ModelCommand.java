package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** Model bundles, and what models say. */
@Command(
        name = "model",
        description = "Make, show and verify model bundles; read a model's raw output.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ModelImportCommand.class,
            ModelShowCommand.class,
            ModelVerifyCommand.class,
            ModelDecodeCommand.class
        })
public final class ModelCommand {}
