package io.groundstream.local.command;

import picocli.CommandLine.Command;

/** Model bundles, and what models say. */
@Command(
        name = "model",
        description = "Make, quantize, show and verify model bundles; read a model's raw output.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream model import kosmos-2 --out kosmos-2-bundle",
            "  groundstream model quantize kosmos-2-bundle --pictures samples",
            "  groundstream model verify kosmos-2-bundle",
            "  groundstream model show kosmos-2-bundle"
        },
        subcommands = {
            ModelImportCommand.class,
            ModelQuantizeCommand.class,
            ModelShowCommand.class,
            ModelVerifyCommand.class,
            ModelDecodeCommand.class
        })
public final class ModelCommand {}
