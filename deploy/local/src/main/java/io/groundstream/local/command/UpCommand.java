package io.groundstream.local.command;

import io.groundstream.local.stack.LocalStack;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** The local stack, until Ctrl-C. */
@Command(
        name = "up",
        description =
                "Run a local stack until Ctrl-C: broker, registry, topology and one model-runner.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    @Mixin private StackOptions stackOptions;

    @Override
    public Integer call() throws InterruptedException {
        try (var stack = LocalStack.start(stackOptions.settings(), UpCommand::say)) {
            var settings = stack.settings();
            System.out.println("broker    " + settings.bootstrapServers());
            System.out.println("registry  " + settings.registryUrl());
            System.out.println("logs      " + settings.folder());
            System.out.println("ready; Ctrl-C stops everything, and the data is not kept");
            System.err.println(stack.death().join());
            return 1;
        }
    }

    private static void say(String progress) {
        System.err.println(progress);
    }
}
