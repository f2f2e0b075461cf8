package io.groundstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.FreePorts;
import io.groundstream.backing.RealBroker;
import io.groundstream.backing.RealRegistry;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From archives alone, in read-only folders, as a user of no rights. */
class ServicesIT {
    private static final int SCENES = 6;
    private static final int TERMINATED = 143;
    private static final String TOKEN = "token-of-the-services-tests";

    @TempDir static Path folder;
    private static RealBroker broker;
    private static RealRegistry registry;
    private static Unpacked topology;
    private static Unpacked runner;
    private static Unpacked tools;

    @BeforeAll
    static void unpack() throws Exception {
        topology = Unpacked.unpack("topology", folder);
        runner = Unpacked.unpack("runner", folder);
        tools = Unpacked.unpack("tools", folder);
        broker = RealBroker.start(Map.of());
        registry = RealRegistry.start();
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void scenesAreAnnotatedWhilePrometheusLooksAndAnEndIsClean() throws Exception {
        // a developer may do without Debian's package, the build machine may not
        boolean seen = System.getenv("CI") != null || RealPrometheus.isInstalled();
        var ports = new TreeMap<String, Integer>();
        var services = new TreeMap<String, Launched>();
        tool(folder.resolve("scenes"), "prepare", "--partitions", "2", "--replication", "1");
        try {
            for (var name : List.of("topology", "runner", "console", "lag-exporter")) {
                ports.put(name, FreePorts.next());
                services.put(name, launch(name, ports.get(name)));
            }
            for (var service : services.entrySet()) {
                int port = ports.get(service.getKey());
                service.getValue().awaitHealthy("http://127.0.0.1:" + port + "/health/ready");
            }
            if (seen) {
                try (var prometheus = RealPrometheus.start(folder.resolve("seen"), ports, TOKEN)) {
                    annotateScenes();
                    new Sight(prometheus).isClear();
                }
            } else {
                annotateScenes();
            }
            for (var service : services.values()) {
                assertThat(service.stop()).as(service.err()).isEqualTo(TERMINATED);
                assertThat(service.out()).isEmpty();
                assertThat(service.err()).doesNotContain("ERROR").doesNotContain("\tat ");
            }
        } finally {
            services.values().forEach(Launched::close);
        }
    }

    private static Launched launch(String name, int port) throws Exception {
        var environment = cluster(port);
        if (name.equals("console")) {
            environment.put("GROUNDSTREAM_INDEX_DIR", "index");
            environment.put("GROUNDSTREAM_CONSOLE_TOKEN", TOKEN);
        }
        if (name.equals("lag-exporter")) {
            environment.remove("GROUNDSTREAM_REGISTRY_URL");
        }
        var distribution =
                switch (name) {
                    case "topology" -> topology;
                    case "runner" -> runner;
                    default -> Unpacked.unpack(name, folder);
                };
        return distribution.launch(folder.resolve(name), environment);
    }

    private static void annotateScenes() throws Exception {
        var work = Unpacked.writable(folder.resolve("scenes"));
        tool(work, "scenes", "--count", Integer.toString(SCENES), "--out", "drawn");
        tool(work, pictures(work.resolve("drawn")));
        var seen =
                tool(
                        work,
                        "watch",
                        "annotations",
                        "--from-beginning",
                        "--json",
                        "--max",
                        Integer.toString(SCENES));
        assertThat(seen.lines()).hasSize(SCENES).allMatch(line -> line.contains("\"entities\""));
    }

    @Test
    void withoutACompleteConfigurationTheyEndWithOneLine() throws Exception {
        assertThat(refusal(topology, Map.of()))
                .isEqualTo(
                        "topology: configuration: kafka.bootstrap.servers is required; registry.url"
                                + " is required");
        assertThat(refusal(runner, Map.of("GROUNDSTREAM_MODEL_BUNDEL", "here")))
                .isEqualTo(
                        "model-runner: configuration: kafka.bootstrap.servers is required;"
                                + " registry.url is required; unknown key model.bundel");
        var nowhere = cluster(0);
        nowhere.put("GROUNDSTREAM_STATE_DIR", "/usr");
        assertThat(refusal(topology, nowhere))
                .isEqualTo("topology: state.dir: the folder /usr cannot be written to");
        assertThat(refusal(topology, Map.of(), "--help")).startsWith("topology: usage: [--config");
        var mine = Files.writeString(folder.resolve("mine.properties"), "http.prot=1\n");
        assertThat(refusal(topology, Map.of(), "--config", mine.toString()))
                .endsWith("unknown key http.prot");
    }

    @Test
    void whatNeedsTheSourcesSaysSoInOneLine() throws Exception {
        for (var command : new String[] {"demo", "up"}) {
            assertThat(refusal(tools, Map.of(), command))
                    .startsWith("groundstream " + command + ": ")
                    .contains("source tree");
        }
    }

    /** What the launcher writes before it ends with exit code 2: its one line. */
    private static String refusal(
            Unpacked distribution, Map<String, String> environment, String... arguments)
            throws Exception {
        var work = folder.resolve("refused");
        try (var refused = distribution.launch(work, environment, arguments)) {
            assertThat(refused.awaitEnd()).as(refused.err()).isEqualTo(2);
            assertThat(refused.out()).isEmpty();
            var lines = refused.err().lines().filter(line -> !line.contains("incubator")).toList();
            assertThat(lines).hasSize(1);
            return lines.getFirst();
        }
    }

    private static String tool(Path work, String... arguments) throws Exception {
        try (var tool = tools.launch(work, cluster(0), arguments)) {
            assertThat(tool.awaitEnd()).as(tool.err()).isZero();
            return tool.out();
        }
    }

    private static String[] pictures(Path drawn) throws IOException {
        try (var files = Files.list(drawn)) {
            var paths = files.map(Path::toString).filter(name -> name.endsWith(".png"));
            return Stream.concat(Stream.of("publish"), paths).toArray(String[]::new);
        }
    }

    private static Map<String, String> cluster(int port) {
        var environment = new HashMap<String, String>();
        environment.put("GROUNDSTREAM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("GROUNDSTREAM_REGISTRY_URL", registry.url());
        environment.put("GROUNDSTREAM_HTTP_PORT", Integer.toString(port));
        return environment;
    }
}
