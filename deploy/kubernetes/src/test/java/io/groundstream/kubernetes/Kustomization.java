package io.groundstream.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The keys of a kustomization that ours use; any other is a fault. */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<String> components,
        List<Generator> configMapGenerator,
        List<Patch> patches,
        List<Image> images) {
    /** A map made of files ({@code KEY=VALUE} lines, or the whole file under its name). */
    record Generator(
            String name, String behavior, List<String> envs, List<String> files, Options options) {
        Generator {
            envs = Objects.requireNonNullElse(envs, List.of());
            files = Objects.requireNonNullElse(files, List.of());
        }
    }

    /** Labels of a map, and whether its name stays as it is. */
    record Options(Map<String, String> labels, Boolean disableNameSuffixHash) {}

    /** A file that is merged into the resource of its kind and name. */
    record Patch(String path) {}

    /** Another name or tag for an image. */
    record Image(String name, String newName, String newTag) {}

    Kustomization {
        resources = Objects.requireNonNullElse(resources, List.of());
        components = Objects.requireNonNullElse(components, List.of());
        configMapGenerator = Objects.requireNonNullElse(configMapGenerator, List.of());
        patches = Objects.requireNonNullElse(patches, List.of());
        images = Objects.requireNonNullElse(images, List.of());
    }
}
