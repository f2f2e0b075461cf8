package io.groundstream.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Where kubectl is at hand, it makes the same of a kustomization as the tests do. */
final class RealKustomizeTest {
    private static final Pattern DIGEST =
            Pattern.compile(
                    "(groundstream-(?:broker|registry|topology|runner|console|lag-exporter))-[0-9a-z]{6,10}");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"overlays/gpu", "prepare", Copy.ALL})
    void kubectlBuildsTheSame(String kustomization) throws Exception {
        assumeTrue(hasKubectl(), "kubectl is not on the PATH");
        var manifests = Copy.ofManifests(folder).folder();
        var built = folder.resolve("built.yaml");
        kubectl(manifests.resolve(kustomization), built);

        var ours = byName(Kustomizer.build(manifests.resolve(kustomization)));
        var theirs = byName(Yaml.documents(built));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        ours.forEach((name, tree) -> assertThat(tree).as(name).isEqualTo(theirs.get(name)));
    }

    private static boolean hasKubectl() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl")));
    }

    private static void kubectl(Path kustomization, Path out)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder("kubectl", "kustomize", kustomization.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("kubectl has ended").isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Digests differ, and so does the order of what is merged by a key. */
    private static Map<String, Object> byName(List<Map<String, Object>> resources) {
        var named = new TreeMap<String, Object>();
        for (var resource : resources) {
            var plain = Yaml.map(sorted(Trees.leaves(resource, RealKustomizeTest::withoutDigest)));
            named.put(plain.get("kind") + " " + Yaml.at(plain, "metadata").get("name"), plain);
        }
        return named;
    }

    private static Object sorted(Object node) {
        return switch (node) {
            case Map<?, ?> map -> {
                var fields = new TreeMap<String, Object>();
                map.forEach((key, value) -> fields.put(String.valueOf(key), sorted(value)));
                yield fields;
            }
            case List<?> list ->
                    list.stream()
                            .map(RealKustomizeTest::sorted)
                            .sorted(Comparator.comparing(String::valueOf))
                            .toList();
            default -> node;
        };
    }

    private static String withoutDigest(String text) {
        return DIGEST.matcher(text).replaceFirst("$1-DIGEST");
    }
}
