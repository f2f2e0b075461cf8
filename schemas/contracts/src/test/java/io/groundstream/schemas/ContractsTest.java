package io.groundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;

import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contracts against what a reader of any release may rely on. Released schemas stand in {@code
 * released/VERSION}; {@code -Dschemas.release=VERSION} adds today's.
 */
class ContractsTest {
    private static final Path RELEASED = Path.of("released");

    static List<Schema> contracts() {
        var schemas =
                new ArrayList<>(
                        TopicSpec.all(new Topics("")).stream().map(TopicSpec::schema).toList());
        StoreSpec.all(new Topics("")).forEach(store -> schemas.add(store.schema()));
        return schemas;
    }

    static Stream<Path> released() throws IOException {
        try (var files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyFieldAndEnumHasADocAndADefault(Schema contract) {
        for (var schema : named(contract, new LinkedHashSet<>())) {
            assertThat(schema.getDoc()).as("doc of " + schema.getFullName()).isNotBlank();
            if (schema.getType() == Schema.Type.ENUM) {
                assertThat(schema.getEnumDefault()).as(schema.getFullName()).isNotNull();
            } else {
                for (var field : schema.getFields()) {
                    var name = schema.getName() + "." + field.name();
                    assertThat(field.doc()).as("doc of " + name).isNotBlank();
                    assertThat(field.hasDefaultValue()).as("default of " + name).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("released")
    void aReleasedVersionReadsTodaysRecordsAndTodayReadsItsRecords(Path file) throws IOException {
        var then = new Schema.Parser().parse(file.toFile());
        var now =
                contracts().stream()
                        .filter(schema -> schema.getFullName().equals(then.getFullName()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(then.getFullName() + " is gone"));

        assertThat(compatibility(now, then)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(compatibility(then, now)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void everyContractHasAReleasedVersionToBeHeldAgainst() throws IOException {
        assertThat(released().map(file -> file.getFileName().toString().replace(".avsc", "")))
                .containsAll(contracts().stream().map(Schema::getName).distinct().toList());
    }

    @Test
    void anIncompatibleChangeIsFound() {
        var then = new Schema.Parser().parse(record("{\"name\":\"a\",\"type\":\"string\"}"));
        var now = new Schema.Parser().parse(record("{\"name\":\"a\",\"type\":\"int\"}"));

        assertThat(compatibility(now, then)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
    }

    @Test
    void writesTodaysSchemasWhenAskedTo() throws IOException {
        var version = System.getProperty("schemas.release", "");
        assumeTrue(!version.isEmpty());
        var folder = Files.createDirectories(RELEASED.resolve(version));
        for (var schema : contracts()) {
            var file = folder.resolve(schema.getName() + ".avsc");
            Files.writeString(
                    file, new ObjectMapper().readTree(schema.toString()).toPrettyString() + "\n");
        }
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer).getType();
    }

    private static String record(String field) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + field + "]}";
    }

    private static Set<Schema> named(Schema schema, Set<Schema> found) {
        switch (schema.getType()) {
            case RECORD -> {
                if (found.add(schema)) {
                    schema.getFields().forEach(field -> named(field.schema(), found));
                }
            }
            case ENUM -> found.add(schema);
            case ARRAY -> named(schema.getElementType(), found);
            case MAP -> named(schema.getValueType(), found);
            case UNION -> schema.getTypes().forEach(type -> named(type, found));
            default -> {}
        }
        return found;
    }
}
