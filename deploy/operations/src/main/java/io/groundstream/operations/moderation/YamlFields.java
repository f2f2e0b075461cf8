package io.groundstream.operations.moderation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.groundstream.schemas.avro.Verdict;
import io.groundstream.topology.moderate.PolicyFault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads fields with their types and remembers every fault with its place. */
final class YamlFields {
    private final List<PolicyFault> faults = new ArrayList<>();

    /** A value and where it stands. */
    record Place(String path, JsonNode node) {}

    List<PolicyFault> faults() {
        return List.copyOf(faults);
    }

    /** The fields of an object that may have these and no others. */
    Fields object(String path, JsonNode node, String... known) {
        if (!node.isObject()) {
            fault(path, "must be a map of " + String.join(", ", known));
            return new Fields(path, MissingNode.getInstance());
        }
        var names = new TreeSet<String>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeAll(Set.of(known));
        names.forEach(name -> fault(join(path, name), "unknown key, one of " + List.of(known)));
        return new Fields(path, node);
    }

    private void fault(String path, String message) {
        faults.add(new PolicyFault(path, message));
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The fields of one object. */
    final class Fields {
        private final String path;
        private final JsonNode node;

        private Fields(String path, JsonNode node) {
            this.path = path;
            this.node = node;
        }

        List<Place> list(String name) {
            var value = node.path(name);
            if (!value.isArray()) {
                if (node.isObject()) {
                    fault(join(path, name), "must be a list");
                }
                return List.of();
            }
            var places = new ArrayList<Place>();
            for (int i = 0; i < value.size(); i++) {
                places.add(new Place(join(path, name) + "[" + i + "]", value.get(i)));
            }
            return places;
        }

        /** Empty if the field is absent. */
        List<String> texts(String name) {
            if (isAbsent(name)) {
                return List.of();
            }
            return list(name).stream().map(this::word).toList();
        }

        String text(String name, String otherwise) {
            return isAbsent(name) ? otherwise : word(new Place(join(path, name), node.path(name)));
        }

        double number(String name, double otherwise) {
            if (isAbsent(name) || isA(name, node.path(name).isNumber(), "a number")) {
                return node.path(name).asDouble(otherwise);
            }
            return otherwise;
        }

        int integer(String name, int otherwise) {
            var value = node.path(name);
            if (isAbsent(name) || isA(name, value.isInt(), "a whole number")) {
                return value.asInt(otherwise);
            }
            return otherwise;
        }

        boolean flag(String name) {
            return !isAbsent(name)
                    && isA(name, node.path(name).isBoolean(), "true or false")
                    && node.path(name).asBoolean();
        }

        Verdict verdict(String name) {
            if (isAbsent(name)) {
                return Verdict.REVIEW;
            }
            try {
                return Verdict.valueOf(node.path(name).asText().toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException _) {
                isA(name, false, "REVIEW or BLOCK");
                return Verdict.REVIEW;
            }
        }

        private boolean isAbsent(String name) {
            return node.path(name).isMissingNode();
        }

        private String word(Place place) {
            // YAML takes an unquoted 420 for a number
            if (place.node().isTextual() || place.node().isIntegralNumber()) {
                return place.node().asText();
            }
            fault(place.path(), "must be text, got " + place.node() + ": put it in quotes");
            return "";
        }

        private boolean isA(String name, boolean holds, String wanted) {
            if (!holds) {
                fault(join(path, name), "must be " + wanted + ", got " + node.path(name));
            }
            return holds;
        }
    }
}
