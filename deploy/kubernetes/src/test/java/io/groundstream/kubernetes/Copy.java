package io.groundstream.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A copy of some files, to plant a fault in. */
record Copy(Path folder) {
    /** The overlay for CPU with every component. */
    static final String ALL = "overlays/all";

    private static final String EVERYTHING =
            """
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: groundstream
            resources:
              - ../cpu
            components:
              - ../../components/pod-monitors
              - ../../components/sources
              - ../../../grafana
            """;

    /** Of all kustomizations, and {@link #ALL} beside them. */
    static Copy ofManifests(Path to) {
        var entries =
                Stream.of(
                                "cluster",
                                "base",
                                "prepare",
                                "overlays",
                                "components",
                                "secrets.example.yaml")
                        .map(entry -> "kubernetes/" + entry);
        of(
                Repository.MANIFESTS.getParent(),
                Stream.concat(entries, Stream.of("grafana")).toList(),
                to);
        var copy = new Copy(to.resolve("kubernetes"));
        copy.write(ALL + "/kustomization.yaml", EVERYTHING);
        return copy;
    }

    /** Of what stands below these entries of a folder. */
    static Copy of(Path from, List<String> entries, Path to) {
        for (var entry : entries) {
            try (var files = Files.walk(from.resolve(entry))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var target = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Copy(to);
    }

    /** Puts the second text in the place of the first, once. */
    void plant(String file, String before, String after) {
        var path = folder.resolve(file);
        try {
            var text = Files.readString(path);
            int at = text.indexOf(before);
            if (at < 0) {
                throw new AssertionError(file + " does not say " + before);
            }
            Files.writeString(
                    path, text.substring(0, at) + after + text.substring(at + before.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String file, String text) {
        var path = folder.resolve(file);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
