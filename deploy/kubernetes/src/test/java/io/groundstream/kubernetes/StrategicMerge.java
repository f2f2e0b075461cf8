package io.groundstream.kubernetes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A strategic merge patch as far as ours need it: maps are merged, lists whose elements have a key
 * are merged by it, other lists are replaced.
 */
final class StrategicMerge {
    /** Fields of pods whose lists have a key, from the API's reference ("patch merge key"). */
    private static final Map<String, String> KEYS =
            Map.of(
                    "containers", "name",
                    "initContainers", "name",
                    "volumes", "name",
                    "env", "name",
                    "volumeMounts", "mountPath",
                    "imagePullSecrets", "name");

    private StrategicMerge() {}

    static Map<String, Object> merge(Map<String, Object> base, Map<String, Object> patch) {
        var merged = new LinkedHashMap<>(base);
        patch.forEach(
                (key, value) -> {
                    if (key.startsWith("$")) {
                        throw new Fault("patches with " + key + " are not used here");
                    }
                    merged.put(key, merge(key, base.get(key), value));
                });
        return merged;
    }

    private static Object merge(String field, Object base, Object patch) {
        if (base instanceof Map && patch instanceof Map) {
            return merge(Yaml.map(base), Yaml.map(patch));
        }
        var key = KEYS.get(field);
        if (key != null && base instanceof List<?> before && patch instanceof List<?> changes) {
            return mergeByKey(key, before, changes);
        }
        return patch;
    }

    private static List<Object> mergeByKey(String key, List<?> before, List<?> changes) {
        var merged = new ArrayList<Object>(before);
        for (var change : changes) {
            var name = Yaml.map(change).get(key);
            int at = 0;
            while (at < merged.size() && !name.equals(Yaml.map(merged.get(at)).get(key))) {
                at++;
            }
            if (at == merged.size()) {
                merged.add(change);
            } else {
                merged.set(at, merge(Yaml.map(merged.get(at)), Yaml.map(change)));
            }
        }
        return merged;
    }
}
