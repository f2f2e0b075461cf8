package io.groundstream.local.bench.topology;

import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.topology.TopologyMain;

import java.util.List;
import java.util.Map;

/** Who is measured. */
enum Contender {
    OURS,
    BARE;

    /** Starts with the virtual machine's own settings, as what is measured is not the start. */
    ServiceSpec spec(String name) {
        return switch (this) {
            // what is published now is answered minutes later, and no timeout
            case OURS -> spec(name, TopologyMain.class, Map.of("max-in-flight.interactive", "24h"));
            case BARE -> spec(name, BareTopologyMain.class, Map.of());
        };
    }

    private static ServiceSpec spec(String name, Class<?> main, Map<String, String> config) {
        return new ServiceSpec(name, main, List.of(), config);
    }
}
