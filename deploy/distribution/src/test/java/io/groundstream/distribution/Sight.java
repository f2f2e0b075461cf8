package io.groundstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** What an operator's Prometheus and Grafana make of services that are well. */
record Sight(RealPrometheus prometheus) {
    private static final Path DASHBOARDS = Path.of("../grafana/dashboards");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Map<String, String> ALL =
            Map.of(
                    "topology", "up",
                    "runner", "up",
                    "console", "up",
                    "lag-exporter", "up",
                    "prometheus", "up");

    /** Grafana puts a few intervals of scraping here. */
    private static final String RATE_INTERVAL = "5s";

    /** All services are asked, no rule fails, every panel has something to show. */
    void isClear() throws Exception {
        await(() -> prometheus.targets().equals(ALL));
        await(() -> rules().size() > 15 && rules().values().stream().allMatch("ok"::equals));
        for (var query : queries()) {
            // what shows only what is above nothing may show nothing
            if (!query.endsWith("> 0")) {
                await(() -> !prometheus.query(query).isEmpty());
            }
        }
    }

    /** The health of each alert rule. Which are about to fire is the machine's affair too. */
    private Map<String, String> rules() throws IOException, InterruptedException {
        var health = new TreeMap<String, String>();
        for (var group : prometheus.rules()) {
            for (var rule : group.path("rules")) {
                health.put(rule.path("name").asText(), rule.path("health").asText());
            }
        }
        return health;
    }

    private static List<String> queries() throws IOException {
        var queries = new ArrayList<String>();
        try (var files = Files.list(DASHBOARDS)) {
            for (var file : files.sorted().toList()) {
                new ObjectMapper()
                        .readTree(file.toFile()).findValues("expr").stream()
                                .map(JsonNode::asText)
                                .map(query -> query.replace("$__rate_interval", RATE_INTERVAL))
                                .forEach(queries::add);
            }
        }
        return queries;
    }

    private void await(Callable<Boolean> condition) throws Exception {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).as("%s %s", prometheus.targets(), rules()).isBefore(giveUp);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
