package io.groundstream.lag;

import io.groundstream.testing.MetricsCatalogue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Every series that a query may ask for. */
final class Names {
    static final Path ROOT = Path.of("../..");

    /** Micrometer's, of every service, as far as a query of ours uses them. */
    static final Map<String, Set<String>> OF_EVERY_SERVICE =
            Map.of(
                    "jvm_memory_used_bytes", Set.of("area", "id"),
                    "process_cpu_usage", Set.of(),
                    "system_load_average_1m", Set.of());

    private Names() {}

    static Map<String, Set<String>> known() {
        var all = new TreeMap<>(MetricsCatalogue.read(ROOT.resolve("docs/metrics.md")).series());
        all.putAll(OF_EVERY_SERVICE);
        // Prometheus' own
        all.put("up", Set.of());
        return all;
    }
}
