package io.groundstream.runner.service;

import io.groundstream.runner.bundle.BundleException;
import io.groundstream.runner.generate.GenerationException;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.ServiceArguments;
import io.groundstream.schemas.service.Settings;

import org.apache.kafka.common.KafkaException;

import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * {@code RunnerMain [--config FILE]}: runs until SIGTERM, then drains. Exit code 2 for an
 * operator's mistake, 1 where something that it needs is not there; one line on stderr for each.
 */
public final class RunnerMain {
    private RunnerMain() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(run(args, UnaryOperator.identity()));
    }

    /** The same with something of the caller's around the generator; returns the exit code. */
    public static int run(String[] args, UnaryOperator<TextGenerator> around)
            throws InterruptedException {
        try {
            var file = ServiceArguments.of(args).config();
            var config = RunnerConfig.from(Settings.load(file, System.getenv()));
            awaitEnd(Runner.start(config, around));
            return 0;
        } catch (ConfigException | BundleException e) {
            return fail(e, 2);
        } catch (org.apache.kafka.common.config.ConfigException e) {
            return fail(e, 2);
        } catch (GenerationException | RegistryUnavailableException | KafkaException e) {
            return fail(e, 1);
        }
    }

    /** The hook runs while the virtual machine waits for it, so that the drain has its time. */
    private static void awaitEnd(Runner runner) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(runner::drain, "drain-hook"));
        new CountDownLatch(1).await();
    }

    private static int fail(RuntimeException e, int code) {
        System.err.println("model-runner: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        return code;
    }
}
