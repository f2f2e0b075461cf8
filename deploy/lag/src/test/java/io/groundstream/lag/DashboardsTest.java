package io.groundstream.lag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;

/** deploy/grafana: every query names metrics and labels that exist. */
class DashboardsTest {
    private static final Path FOLDER = Names.ROOT.resolve("deploy/grafana");

    @Test
    void everyQueryAsksForMetricsThatExist() throws Exception {
        var known = Names.known();
        for (var dashboard : dashboards().entrySet()) {
            for (var query : dashboard.getValue().findValues("expr")) {
                assertThat(PromQl.of(query.asText()).unknown(known))
                        .as(dashboard.getKey() + ": " + query.asText())
                        .isEmpty();
            }
        }
    }

    @Test
    void panelsHaveNamesAndPlacesOfTheirOwn() throws Exception {
        var uids = new HashSet<String>();
        for (var dashboard : dashboards().values()) {
            assertThat(uids.add(dashboard.path("uid").asText())).isTrue();
            var ids = new HashSet<Integer>();
            var places = new HashSet<String>();
            for (var panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(panel.path("title").asText()).isNotBlank();
                var at = panel.path("gridPos");
                assertThat(places.add(at.path("x") + "/" + at.path("y"))).isTrue();
                assertThat(at.path("x").asInt() + at.path("w").asInt()).isLessThanOrEqualTo(24);
            }
        }
    }

    @Test
    void theSourceThatPanelsNameIsTheOneThatIsProvided() throws Exception {
        var provided =
                new YAMLMapper()
                        .readTree(
                                FOLDER.resolve("provisioning/datasources/prometheus.yaml").toFile())
                        .at("/datasources/0/uid")
                        .asText();
        for (var dashboard : dashboards().values()) {
            var named = new TreeSet<String>();
            dashboard.findValues("datasource").forEach(d -> named.add(d.path("uid").asText()));
            assertThat(named).containsExactly(provided);
        }
    }

    private static Map<String, JsonNode> dashboards() throws IOException {
        var dashboards = new HashMap<String, JsonNode>();
        try (var files = Files.list(FOLDER.resolve("dashboards"))) {
            for (var file : files.toList()) {
                dashboards.put(
                        file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
            }
        }
        assertThat(dashboards).hasSize(2);
        return dashboards;
    }
}
