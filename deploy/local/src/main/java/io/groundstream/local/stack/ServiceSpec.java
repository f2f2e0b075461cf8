package io.groundstream.local.stack;

import io.groundstream.console.ConsoleMain;
import io.groundstream.runner.service.RunnerMain;
import io.groundstream.topology.TopologyMain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a runner, a topology or the console is to be started.
 *
 * @param name of its log and its configuration file
 * @param main class that takes the configuration file as its argument
 * @param options of its JVM, before those that every process gets
 * @param config over what it needs to find the others
 */
public record ServiceSpec(
        String name, Class<?> main, List<String> options, Map<String, String> config) {
    public static final ServiceSpec RUNNER =
            new ServiceSpec("runner", RunnerMain.class, List.of(), Map.of());

    /** Small, and quick to start. */
    public static final ServiceSpec TOPOLOGY =
            new ServiceSpec(
                    "topology",
                    TopologyMain.class,
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    Map.of());

    /** Likewise. */
    static final ServiceSpec CONSOLE =
            new ServiceSpec(
                    "console",
                    ConsoleMain.class,
                    List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                    Map.of());

    public ServiceSpec {
        options = List.copyOf(options);
        config = Map.copyOf(config);
    }

    public ServiceSpec named(String other) {
        return new ServiceSpec(other, main, options, config);
    }

    public ServiceSpec withMain(Class<?> other) {
        return new ServiceSpec(name, other, options, config);
    }

    public ServiceSpec withOptions(String... more) {
        return new ServiceSpec(name, main, List.of(more), config);
    }

    /** With one more setting, or another value for it. */
    public ServiceSpec with(String key, String value) {
        return with(Map.of(key, value));
    }

    /** With more settings, or other values for them. */
    public ServiceSpec with(Map<String, String> more) {
        var all = new HashMap<>(config);
        all.putAll(more);
        return new ServiceSpec(name, main, options, all);
    }
}
