package io.groundstream.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Builds a kustomization as {@code kubectl kustomize} does, of the features that ours use. A file
 * that is missing or outside of its kustomization, a patch or an image without a target, and a
 * resource that is there twice are faults.
 */
final class Kustomizer {
    private static final Set<String> CONFIG_MAP_REFERENCES =
            Set.of("configMapRef", "configMap", "configMapKeyRef");

    private final Path folder;
    private final Kustomization plan;
    private final List<Resource> resources = new ArrayList<>();

    /** With a tree, and whether its name is to end in a digest. */
    private record Resource(Map<String, Object> tree, boolean generated) {
        String kind() {
            return String.valueOf(tree.get("kind"));
        }

        String name() {
            return String.valueOf(Yaml.at(tree, "metadata").get("name"));
        }

        String id() {
            return kind() + " " + name();
        }
    }

    private Kustomizer(Path folder) {
        this.folder = folder.normalize();
        var file = this.folder.resolve("kustomization.yaml");
        if (!Files.isRegularFile(file)) {
            throw new Fault(folder + " has no kustomization.yaml");
        }
        plan = Strict.read(Yaml.document(file), Kustomization.class, file.toString());
    }

    static List<Map<String, Object>> build(Path folder) {
        return withDigests(new Kustomizer(folder).accumulate(List.of()));
    }

    private List<Resource> accumulate(List<Resource> before) {
        resources.addAll(before);
        for (var entry : plan.resources()) {
            var path = folder.resolve(entry);
            if (Files.isDirectory(path)) {
                resources.addAll(new Kustomizer(path).accumulate(List.of()));
            } else {
                Yaml.documents(own(entry)).forEach(t -> resources.add(new Resource(t, false)));
            }
        }
        plan.configMapGenerator().forEach(this::generate);
        for (var entry : plan.components()) {
            var all = new Kustomizer(folder.resolve(entry)).accumulate(resources);
            resources.clear();
            resources.addAll(all);
        }
        plan.patches().forEach(patch -> patch(Yaml.document(own(patch.path()))));
        plan.images().forEach(this::rename);
        if (plan.namespace() != null) {
            resources.replaceAll(r -> new Resource(inNamespace(r), r.generated()));
        }
        refuseDuplicates();
        return resources;
    }

    /** A file of this kustomization's own: kubectl reads no other. */
    private Path own(String entry) {
        var path = folder.resolve(entry).normalize();
        if (!path.startsWith(folder) || !Files.isRegularFile(path)) {
            throw new Fault(folder + ": no file " + entry + " in it");
        }
        return path;
    }

    private void generate(Kustomization.Generator generator) {
        var data = new LinkedHashMap<String, Object>();
        generator.envs().forEach(file -> data.putAll(variables(own(file))));
        generator
                .files()
                .forEach(file -> data.put(Path.of(file).getFileName().toString(), text(own(file))));
        var metadata = new LinkedHashMap<String, Object>(Map.of("name", generator.name()));
        var options = generator.options();
        if (options != null && options.labels() != null) {
            metadata.put("labels", options.labels());
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", "v1");
        tree.put("kind", "ConfigMap");
        tree.put("metadata", metadata);
        tree.put("data", data);
        if ("merge".equals(generator.behavior())) {
            patch(tree);
        } else {
            var plain = options != null && Boolean.TRUE.equals(options.disableNameSuffixHash());
            resources.add(new Resource(tree, !plain));
        }
    }

    private void patch(Map<String, Object> patch) {
        var wanted = new Resource(patch, false).id();
        replace(
                r -> r.id().equals(wanted),
                r -> new Resource(StrategicMerge.merge(r.tree(), patch), r.generated()),
                "a patch has no target: " + wanted);
    }

    private void rename(Kustomization.Image image) {
        var found = new boolean[1];
        resources.replaceAll(
                r -> new Resource(Yaml.map(renamed(r.tree(), image, found)), r.generated()));
        if (!found[0]) {
            throw new Fault(folder + ": nothing uses the image " + image.name());
        }
    }

    private static Object renamed(Object node, Kustomization.Image image, boolean[] found) {
        return Trees.map(
                node,
                (key, value) -> {
                    if (key.equals("image") && image.name().equals(value)) {
                        found[0] = true;
                        var name = image.newName() == null ? image.name() : image.newName();
                        return image.newTag() == null ? name : name + ":" + image.newTag();
                    }
                    return value;
                });
    }

    private Map<String, Object> inNamespace(Resource resource) {
        return resource.kind().equals("Namespace")
                ? resource.tree()
                : StrategicMerge.merge(
                        resource.tree(), Map.of("metadata", Map.of("namespace", plan.namespace())));
    }

    private void replace(Predicate<Resource> which, UnaryOperator<Resource> how, String otherwise) {
        if (resources.stream().noneMatch(which)) {
            throw new Fault(folder + ": " + otherwise);
        }
        resources.replaceAll(r -> which.test(r) ? how.apply(r) : r);
    }

    private void refuseDuplicates() {
        var ids = new HashSet<String>();
        resources.stream()
                .map(Resource::id)
                .filter(id -> !ids.add(id))
                .findFirst()
                .ifPresent(
                        id -> {
                            throw new Fault(folder + ": twice " + id);
                        });
    }

    /** Generated maps get their digest, and whoever refers to them the new name. */
    private static List<Map<String, Object>> withDigests(List<Resource> resources) {
        var names = new LinkedHashMap<String, String>();
        for (var resource : resources) {
            if (resource.generated()) {
                var digest = Integer.toHexString(resource.tree().get("data").hashCode());
                names.put(resource.name(), resource.name() + "-" + digest);
            }
        }
        return resources.stream()
                .map(
                        r ->
                                r.generated()
                                        ? StrategicMerge.merge(
                                                r.tree(),
                                                Map.of(
                                                        "metadata",
                                                        Map.of("name", names.get(r.name()))))
                                        : Yaml.map(referring(r.tree(), names)))
                .toList();
    }

    private static Object referring(Object node, Map<String, String> names) {
        return Trees.map(
                node,
                (key, value) -> {
                    if (CONFIG_MAP_REFERENCES.contains(key) && value instanceof Map) {
                        var reference = Yaml.map(value);
                        var name = String.valueOf(reference.get("name"));
                        return StrategicMerge.merge(
                                reference, Map.of("name", names.getOrDefault(name, name)));
                    }
                    return value;
                });
    }

    private static Map<String, Object> variables(Path file) {
        var variables = new LinkedHashMap<String, Object>();
        text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(
                        line -> {
                            var at = line.indexOf('=');
                            if (at < 1) {
                                throw new Fault(file + ": no NAME=VALUE: " + line);
                            }
                            if (variables.put(line.substring(0, at), line.substring(at + 1))
                                    != null) {
                                throw new Fault(file + ": twice " + line.substring(0, at));
                            }
                        });
        return variables;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
