package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Which workloads a selector means. */
final class Selectors {
    private Selectors() {}

    static List<Workload> matched(Installation installation, LabelSelector selector) {
        return installation.workloads().stream()
                .filter(workload -> matches(selector, workload.labels()))
                .toList();
    }

    static boolean matches(LabelSelector selector, Map<String, String> labels) {
        return labels.entrySet().containsAll(labels(selector).entrySet())
                && Objects.requireNonNullElse(
                                selector.getMatchExpressions(), List.<LabelSelectorRequirement>of())
                        .stream()
                        .allMatch(requirement -> meets(requirement, labels));
    }

    private static Map<String, String> labels(LabelSelector selector) {
        return Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    }

    private static boolean meets(LabelSelectorRequirement requirement, Map<String, String> labels) {
        if (!requirement.getOperator().equals("In")) {
            throw new Fault("operator " + requirement.getOperator() + " is not used here");
        }
        return requirement.getValues().contains(labels.get(requirement.getKey()));
    }
}
