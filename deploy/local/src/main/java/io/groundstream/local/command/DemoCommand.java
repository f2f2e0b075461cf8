package io.groundstream.local.command;

import io.groundstream.local.demo.Demo;
import io.groundstream.local.demo.SceneFeed;
import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.terminal.Out;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.security.SecureRandom;
import java.util.concurrent.Callable;

/** The whole product on one machine, on pictures that nobody has seen before. */
@Command(
        name = "demo",
        description =
                "Start a local stack, send freshly drawn scenes through it, print what comes back.",
        mixinStandardHelpOptions = true,
        footerHeading = Examples.HEADING,
        footer = {"  groundstream demo", "  groundstream demo --count 100 --exit"})
public final class DemoCommand implements Callable<Integer> {
    private static final long SEEDS = 1L << 40;
    private static final int ANY_PORT = 0;

    @Mixin private StackOptions stackOptions;

    @Option(
            names = "--count",
            defaultValue = "24",
            description = "scenes before the summary (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--exit", description = "end after the summary instead of drawing on")
    private boolean exit;

    @Option(names = "--seed", description = "first scene (default: drawn at random)")
    private @Nullable Long seed;

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1) {
            throw new ConfigException("--count must be 1 or more, got " + count);
        }
        var settings = stackOptions.settings(ANY_PORT);
        Out.tell("logs: " + settings.folder());
        try (var feed = SceneFeed.start(firstSeed());
                var stack = LocalStack.start(settings, DemoCommand::say)) {
            say("console: " + stack.settings().consoleUrl());
            boolean whole = demo(stack, feed).run(count, !exit);
            if (!whole) {
                stack.keepFolder();
            }
            if (stack.death().isDone()) {
                Out.tellLines(stack.death().join());
                return 1;
            }
            return whole ? 0 : 1;
        }
    }

    private long firstSeed() {
        return seed == null ? new SecureRandom().nextLong(SEEDS) : seed;
    }

    private Demo demo(LocalStack stack, SceneFeed feed) {
        var settings = stack.settings();
        return new Demo(
                Cluster.of(settings.bootstrapServers(), settings.registryUrl()),
                feed,
                System.out,
                () -> stack.death().isDone());
    }

    private static void say(String progress) {
        Out.tell(progress);
    }
}
