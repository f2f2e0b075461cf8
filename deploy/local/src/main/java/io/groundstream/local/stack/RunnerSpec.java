package io.groundstream.local.stack;

import io.groundstream.runner.service.RunnerMain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a runner is to be started.
 *
 * @param name of its log and its configuration file
 * @param main class that takes the configuration file as its argument
 * @param options of its JVM, before those that every process gets
 * @param config over what it needs to find broker, registry and model
 */
public record RunnerSpec(
        String name, Class<?> main, List<String> options, Map<String, String> config) {
    public static final RunnerSpec ORDINARY =
            new RunnerSpec("runner", RunnerMain.class, List.of(), Map.of());

    public RunnerSpec {
        options = List.copyOf(options);
        config = Map.copyOf(config);
    }

    public RunnerSpec named(String other) {
        return new RunnerSpec(other, main, options, config);
    }

    public RunnerSpec withMain(Class<?> other) {
        return new RunnerSpec(name, other, options, config);
    }

    public RunnerSpec withOptions(String... more) {
        return new RunnerSpec(name, main, List.of(more), config);
    }

    /** With one more setting, or another value for it. */
    public RunnerSpec with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** With more settings, or other values for them. */
    public RunnerSpec with(Map<String, String> more) {
        var all = new HashMap<>(config);
        all.putAll(more);
        return new RunnerSpec(name, main, options, all);
    }
}
