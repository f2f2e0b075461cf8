package io.groundstream.kubernetes;

import org.yaml.snakeyaml.LoaderOptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Documents of YAML as plain maps and lists; a key that stands twice is refused. */
final class Yaml {
    private Yaml() {}

    static List<Map<String, Object>> documents(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var documents = new ArrayList<Map<String, Object>>();
        try (var reader = Files.newBufferedReader(file)) {
            for (var document : new org.yaml.snakeyaml.Yaml(options).loadAll(reader)) {
                documents.add(map(document));
            }
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (org.yaml.snakeyaml.error.YAMLException e) {
            throw new Fault(file.getFileName() + ": " + e.getMessage());
        }
    }

    static Map<String, Object> document(Path file) {
        var all = documents(file);
        if (all.size() != 1) {
            throw new Fault(file + " must hold one document, has " + all.size());
        }
        return all.getFirst();
    }

    /** A node that must be a map. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        if (node instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new Fault("a map was expected, not " + node);
    }

    /** What stands at the end of the path, or an empty map. */
    static Map<String, Object> at(Map<String, Object> tree, String... path) {
        var node = tree;
        for (var key : path) {
            var next = node.get(key);
            if (next == null) {
                return Map.of();
            }
            node = map(next);
        }
        return node;
    }
}
