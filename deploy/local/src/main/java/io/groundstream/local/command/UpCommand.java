package io.groundstream.local.command;

import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.terminal.Out;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** The local stack, until Ctrl-C. */
@Command(
        name = "up",
        description =
                "Run a local stack until Ctrl-C: broker, registry, topology, one model-runner and"
                        + " the console.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {
            "  groundstream up",
            "  groundstream up --broker-port 0 --registry-port 0 --console-port 0",
            "  groundstream up --model kosmos-2-bundle"
        })
public final class UpCommand implements Callable<Integer> {
    private static final int CONSOLE_PORT = 8080;

    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() throws InterruptedException {
        try (var stack = LocalStack.start(stackOptions.settings(CONSOLE_PORT), UpCommand::say)) {
            var settings = stack.settings();
            Out.line("console   " + settings.consoleUrl());
            Out.line("broker    " + settings.bootstrapServers());
            Out.line("registry  " + settings.registryUrl());
            Out.line("logs      " + settings.folder());
            Out.line("ready; Ctrl-C stops everything, and the data is not kept");
            Out.tellLines(stack.death().join());
            return 1;
        }
    }

    private static void say(String progress) {
        Out.tell(progress);
    }
}
