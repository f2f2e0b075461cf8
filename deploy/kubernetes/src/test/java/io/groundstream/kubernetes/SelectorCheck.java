package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.groundstream.kubernetes.CustomResources.PodMonitor;

import java.util.List;
import java.util.stream.Stream;

/** Every selector means the pods that it should, and no others. */
final class SelectorCheck implements Check {
    @Override
    public void look(Installation installation, Faults faults) {
        for (var workload : installation.workloads()) {
            if (!workload.isJob()) {
                requireOnly(installation, workload, workload.selector(), "its selector", faults);
                lookAtPlacing(installation, workload, faults);
            }
        }
        for (var budget : installation.all(PodDisruptionBudget.class)) {
            var name = budget.getMetadata().getName();
            requireOne(installation, budget.getSpec().getSelector(), "budget " + name, faults);
        }
        for (var service : installation.all(Service.class)) {
            var selector =
                    new LabelSelectorBuilder()
                            .withMatchLabels(service.getSpec().getSelector())
                            .build();
            var name = service.getMetadata().getName();
            requireOne(installation, selector, "service " + name, faults);
        }
        for (var set : installation.all(StatefulSet.class)) {
            faults.require(
                    installation.has(Service.class, set.getSpec().getServiceName()),
                    "no Service " + set.getSpec().getServiceName());
        }
        lookAtPolicies(installation, faults);
        for (var monitor : installation.all(PodMonitor.class)) {
            var name = monitor.metadata().getName();
            requireSome(installation, monitor.spec().selector(), "monitor " + name, faults);
        }
    }

    private static void lookAtPlacing(Installation installation, Workload workload, Faults faults) {
        for (var spread : workload.pod().getTopologySpreadConstraints()) {
            requireOnly(installation, workload, spread.getLabelSelector(), "its spread", faults);
        }
        var affinity = workload.pod().getAffinity();
        if (affinity == null) {
            return;
        }
        var apart = affinity.getPodAntiAffinity();
        apart.getRequiredDuringSchedulingIgnoredDuringExecution()
                .forEach(
                        term ->
                                requireOnly(
                                        installation,
                                        workload,
                                        term.getLabelSelector(),
                                        "its anti-affinity",
                                        faults));
        apart.getPreferredDuringSchedulingIgnoredDuringExecution()
                .forEach(
                        term ->
                                requireOnly(
                                        installation,
                                        workload,
                                        term.getPodAffinityTerm().getLabelSelector(),
                                        "its anti-affinity",
                                        faults));
    }

    private static void lookAtPolicies(Installation installation, Faults faults) {
        // the policies come with the admin step too, before the services that they name
        if (installation.workloads().stream().allMatch(Workload::isJob)) {
            return;
        }
        for (var policy : installation.all(NetworkPolicy.class)) {
            var spec = policy.getSpec();
            var name = "policy " + policy.getMetadata().getName();
            requireSome(installation, spec.getPodSelector(), name, faults);
            Stream.concat(
                            spec.getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                            spec.getEgress().stream().flatMap(rule -> rule.getTo().stream()))
                    // pods of other namespaces are not ours to know
                    .filter(peer -> peer.getNamespaceSelector() == null)
                    .filter(peer -> peer.getPodSelector() != null)
                    .forEach(
                            peer -> requireSome(installation, peer.getPodSelector(), name, faults));
        }
    }

    private static void requireOnly(
            Installation installation,
            Workload workload,
            LabelSelector selector,
            String what,
            Faults faults) {
        faults.requireEqual(
                List.of(workload.name()),
                names(installation, selector),
                workload.name() + ": pods of " + what);
    }

    private static void requireOne(
            Installation installation, LabelSelector selector, String who, Faults faults) {
        faults.requireEqual(
                1, names(installation, selector).size(), who + ": workloads that are selected");
    }

    private static void requireSome(
            Installation installation, LabelSelector selector, String who, Faults faults) {
        faults.require(!names(installation, selector).isEmpty(), who + " selects no pod");
    }

    private static List<String> names(Installation installation, LabelSelector selector) {
        return Selectors.matched(installation, selector).stream().map(Workload::name).toList();
    }
}
