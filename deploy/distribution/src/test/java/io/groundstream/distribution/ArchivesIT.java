package io.groundstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** What each archive holds, and that an image's Dockerfile names nothing else. */
class ArchivesIT {
    private static final Instant TIME = Instant.parse(System.getProperty("groundstream.time", ""));

    /** In the bill only: its classes stand in the registry client's jar. */
    private static final String RELOCATED = "flink-sql-avro-confluent-registry";

    private static final Map<String, Listing> LISTINGS = new ConcurrentHashMap<>();

    @ParameterizedTest
    @CsvSource({
        "topology, topology, config/topology.properties",
        "runner, runner, config/runner.properties",
        "console, console, config/console.properties",
        "lag-exporter, lag-exporter, config/lag-exporter.properties",
        "tools, groundstream, config/jvm.options"
    })
    void anArchiveHasItsParts(String name, String launcher, String config) throws Exception {
        var top = Unpacked.folder(name) + "/";
        var listing = listing(name);
        assertThat(listing.names())
                .allMatch(path -> path.startsWith(top))
                .doesNotHaveDuplicates()
                .contains(
                        top + "bin/" + launcher,
                        top + config,
                        top + "config/jvm.options",
                        top + "runtime/bin/java",
                        top + "runtime/legal/java.base/LICENSE",
                        top + "licences/LICENSE",
                        top + "licences/NOTICE",
                        top + "licences/THIRD-PARTY.txt",
                        top + "sbom.json");
        assertThat(listing.entry(top + "bin/" + launcher).getMode() & 0777).isEqualTo(0755);
        assertThat(listing.entries())
                .allMatch(entry -> entry.getLastModifiedDate().toInstant().equals(TIME))
                .allMatch(entry -> entry.getLongUserId() == 0 && entry.getLongGroupId() == 0)
                .allMatch(entry -> (entry.getMode() & 0022) == 0);
        assertThat(listing.entries().stream().filter(e -> !e.isDirectory()))
                .extracting(TarArchiveEntry::getName)
                .isSorted();
    }

    @ParameterizedTest
    @CsvSource({"topology", "runner", "console", "lag-exporter", "tools"})
    void itsBillNamesEachJarAndEachForeignJarHasALicence(String name) throws Exception {
        var top = Unpacked.folder(name) + "/";
        var listing = listing(name);
        var bill = new ObjectMapper().readTree(listing.text(top + "sbom.json"));
        var jars =
                listing.names().stream()
                        .filter(path -> path.startsWith(top + "lib/") && path.endsWith(".jar"))
                        .map(path -> path.substring((top + "lib/").length()))
                        .toList();

        assertThat(new JsonParser().validate(listing.text(top + "sbom.json"), Version.VERSION_16))
                .isEmpty();
        assertThat(libraries(bill)).containsExactlyInAnyOrderElementsOf(jars);
        var parties = listing.text(top + "licences/THIRD-PARTY.txt");
        assertThat(parties).doesNotContain("see its address");
        for (var jar : jars) {
            if (!jar.startsWith("groundstream-")) {
                assertThat(parties).contains(":" + jar.replaceFirst("-\\d.*", "") + " ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"topology", "runner", "console", "lag-exporter", "tools", "runner-gpu"})
    void anImageIsMadeOfItsArchiveAlone(String image) throws Exception {
        var dockerfile = Dockerfile.read(image);
        var archived = image.equals("runner-gpu") ? "runner" : image;
        var home = "/opt/groundstream/" + archived;

        assertThat(dockerfile.defaultOf("VERSION"))
                .isEqualTo(System.getProperty("groundstream.version"));
        assertThat(dockerfile.all("RUN")).isEmpty();
        assertThat(dockerfile.all("ADD"))
                .containsExactly(
                        "deploy/distribution/target/groundstream-"
                                + image
                                + "-${VERSION}.tar.gz /");
        assertThat(dockerfile.all("COPY"))
                .containsExactly(
                        "--from=unpacked /groundstream-" + image + "-${VERSION} " + home,
                        "--from=unpacked --chown=10001:10001 /empty /var/lib/groundstream");
        assertThat(dockerfile.all("USER")).containsExactly("10001:10001");
        assertThat(dockerfile.all("ENTRYPOINT")).hasSize(1);
        assertThat(dockerfile.words("ENTRYPOINT")).contains(home + "/lib/*").contains("-cp");
        var top = Unpacked.folder(archived);
        assertThat(dockerfile.words("ENTRYPOINT").stream().map(word -> word.replaceFirst("^@", "")))
                .filteredOn(word -> word.startsWith(home) && !word.endsWith("*"))
                .isNotEmpty()
                .allMatch(path -> listing(archived).names().contains(path.replace(home, top)));
        if (!image.equals("tools")) {
            assertThat(dockerfile.words("HEALTHCHECK"))
                    .startsWith(home + "/runtime/bin/java")
                    .contains("io.groundstream.schemas.service.ProbeMain")
                    .endsWith(
                            "http://127.0.0.1:%s/health/ready"
                                    .formatted(dockerfile.all("EXPOSE").getFirst()));
        }
    }

    /** The launcher and the image start the same. */
    @ParameterizedTest
    @CsvSource({"topology", "runner", "console", "lag-exporter"})
    void anImageStartsWhatTheLauncherStarts(String name) throws Exception {
        var home = "/opt/groundstream/" + name;
        var launcher = listing(name).text(Unpacked.folder(name) + "/bin/" + name);
        var started =
                launcher.substring(launcher.indexOf("exec "))
                        .replace("\\\n", " ")
                        .replace("exec ", "")
                        .replace("${JAVA_OPTS-}", "")
                        .replace("\"$@\"", "")
                        .replace("$home", home)
                        .replace("\"", "");
        assertThat(List.of(started.strip().split("\\s+")))
                .isEqualTo(Dockerfile.read(name).words("ENTRYPOINT"));
    }

    @Test
    @Tag("proof")
    void anotherBuildMakesTheSameBytes(@TempDir Path folder) throws Exception {
        DistributionMain.main(
                new String[] {
                    System.getProperty("groundstream.version"),
                    TIME.toString(),
                    System.getProperty("groundstream.repository"),
                    Path.of("../..").toRealPath().toString(),
                    folder.toString(),
                    "topology=topology,runner=runner,console=console,lag-exporter=lag-exporter,"
                            + "tools=tools"
                });
        for (var name : List.of("topology", "runner", "console", "lag-exporter", "tools")) {
            var first = Unpacked.archive(name);
            assertThat(folder.resolve(first.getFileName())).hasSameBinaryContentAs(first);
        }
    }

    private static List<String> libraries(JsonNode bill) {
        return StreamSupport.stream(bill.path("components").spliterator(), false)
                .filter(component -> component.path("type").asText().equals("library"))
                .filter(component -> !component.path("name").asText().equals(RELOCATED))
                .map(ArchivesIT::jar)
                .toList();
    }

    private static String jar(JsonNode component) {
        var purl = component.path("purl").asText();
        var classifier =
                purl.contains("classifier=")
                        ? "-" + purl.replaceAll(".*classifier=([^&]*).*", "$1")
                        : "";
        return component.path("name").asText()
                + "-"
                + component.path("version").asText()
                + classifier
                + ".jar";
    }

    private static Listing listing(String name) {
        return LISTINGS.computeIfAbsent(
                name,
                _ -> {
                    try {
                        return Listing.of(Unpacked.archive(name));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
