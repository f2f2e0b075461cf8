package io.groundstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import io.groundstream.console.live.LiveView;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;
import io.javalin.Javalin;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The OpenAPI description is sound, and is of this server. */
class DescriptionTest {
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    @TempDir Path folder;

    private static JsonNode description;

    private record Operation(String name, String group, String path, JsonNode node) {}

    @BeforeAll
    static void read() throws IOException {
        var strict =
                YAMLMapper.builder(
                                YAMLFactory.builder()
                                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                        .build())
                        .build();
        try (var file = DescriptionTest.class.getResourceAsStream("openapi.yaml")) {
            description = strict.readTree(file);
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        assertThat(description.path("openapi").asText()).startsWith("3.1.");
        assertThat(references(description)).isNotEmpty();
        for (var reference : references(description)) {
            assertThat(reference).startsWith("#/");
            assertThat(description.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void whatIsKeptForReferencesIsReferredTo() {
        var used = references(description);
        description
                .path("components")
                .properties()
                .forEach(
                        kind ->
                                kind.getValue()
                                        .fieldNames()
                                        .forEachRemaining(
                                                name -> {
                                                    if (!kind.getKey().equals("securitySchemes")) {
                                                        assertThat(used)
                                                                .contains(
                                                                        "#/components/%s/%s"
                                                                                .formatted(
                                                                                        kind
                                                                                                .getKey(),
                                                                                        name));
                                                    }
                                                }));
    }

    @Test
    void everyOperationIsWholeAndHasANameOfItsOwn() {
        var ids = new HashSet<String>();
        for (var operation : operations()) {
            var node = operation.node();
            assertThat(ids.add(node.path("operationId").asText())).as(operation.name()).isTrue();
            assertThat(node.path("summary").asText()).as(operation.name()).isNotBlank();
            assertThat(node.path("responses").has("default")).as(operation.name()).isTrue();
            assertThat(node.path("responses").size()).as(operation.name()).isGreaterThan(1);
            assertThat(tags()).contains(operation.group());
            var parameters = parameters(node);
            assertThat(parameters)
                    .as(operation.name())
                    .containsAll(
                            PARAMETER
                                    .matcher(operation.path())
                                    .results()
                                    .map(found -> "path " + found.group(1))
                                    .toList());
            assertThat(parameters.contains("header X-Groundstream"))
                    .as("%s is a write", operation.name())
                    .isEqualTo(!operation.name().startsWith("GET"));
        }
    }

    @Test
    void everyRouteIsDescribedAndEveryDescribedGroupThatIsThereIsWhole() {
        var routes = routes();
        var described = operations();
        var present =
                described.stream()
                        .filter(operation -> routes.contains(operation.name()))
                        .map(Operation::group)
                        .collect(Collectors.toSet());

        assertThat(present).contains("console", "live", "pictures");
        assertThat(described.stream().map(Operation::name).toList()).containsAll(routes);
        assertThat(routes)
                .containsAll(
                        described.stream()
                                .filter(operation -> present.contains(operation.group()))
                                .map(Operation::name)
                                .toList());
    }

    private Set<String> routes() {
        var settings =
                Settings.of(
                        Map.of(
                                "kafka.bootstrap.servers", "127.0.0.1:1",
                                "registry.url", "http://127.0.0.1:1",
                                "index.dir", folder.toString()));
        var config = ConsoleConfig.from(settings);
        settings.check();
        var registry = Registry.connect("http://127.0.0.1:1", Map.of());
        var view =
                new LiveView(config.live(), config.cluster(), registry, new SimpleMeterRegistry());
        try (var service = new ConsoleService(config)) {
            var groups = service.resources(registry, view);
            var javalin = Javalin.create(to -> groups.forEach(group -> group.addTo(to.routes)));
            // the server's own
            var routes = new TreeSet<>(Set.of("POST /api/v1/session", "GET /api/v1/openapi.yaml"));
            for (var route : javalin.unsafe.internalRouter.allHttpHandlers()) {
                if (route.endpoint.path.startsWith("/api/")) {
                    routes.add(route.endpoint.method.name() + " " + route.endpoint.path);
                }
            }
            return routes;
        }
    }

    private static List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        for (var path : description.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                operations.add(
                        new Operation(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue().at("/tags/0").asText(),
                                path.getKey(),
                                method.getValue()));
            }
        }
        return operations;
    }

    private static List<String> tags() {
        return StreamSupport.stream(description.path("tags").spliterator(), false)
                .map(tag -> tag.path("name").asText())
                .toList();
    }

    private static List<String> parameters(JsonNode operation) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(
                        parameter ->
                                parameter.has("$ref")
                                        ? description.at(
                                                parameter.path("$ref").asText().substring(1))
                                        : parameter)
                .map(
                        parameter ->
                                parameter.path("in").asText()
                                        + " "
                                        + parameter.path("name").asText())
                .toList();
    }

    private static Set<String> references(JsonNode node) {
        return node.findValuesAsText("$ref").stream().collect(Collectors.toSet());
    }
}
