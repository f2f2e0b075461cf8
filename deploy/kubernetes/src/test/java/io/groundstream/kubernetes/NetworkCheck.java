package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All is denied that is not named, and what is named are the ports that are really used. */
final class NetworkCheck implements Check {
    private static final int DNS = 53;
    private static final int HTTPS = 443;

    @Override
    public void look(Installation installation, Faults faults) {
        var policies = installation.all(NetworkPolicy.class);
        faults.require(
                policies.stream().anyMatch(NetworkCheck::deniesAll),
                "no policy denies all that the others do not allow");
        for (var policy : policies) {
            lookAtRules(policy, faults);
        }
        for (var workload : installation.workloads()) {
            lookAtIngress(workload, policies, faults);
            lookAtEgress(installation, workload, policies, faults);
        }
    }

    private static boolean deniesAll(NetworkPolicy policy) {
        var spec = policy.getSpec();
        return spec.getPodSelector().getMatchLabels().isEmpty()
                && spec.getPodSelector().getMatchExpressions().isEmpty()
                && spec.getIngress().isEmpty()
                && spec.getEgress().isEmpty()
                && Set.copyOf(spec.getPolicyTypes()).equals(Set.of("Ingress", "Egress"));
    }

    /** A rule without ports or peers would allow all of them. */
    private static void lookAtRules(NetworkPolicy policy, Faults faults) {
        var name = "policy " + policy.getMetadata().getName();
        for (var rule : policy.getSpec().getIngress()) {
            faults.require(
                    !rule.getPorts().isEmpty() && !rule.getFrom().isEmpty(),
                    name + " lets in more than it names");
        }
        for (var rule : policy.getSpec().getEgress()) {
            faults.require(
                    !rule.getPorts().isEmpty() && !rule.getTo().isEmpty(),
                    name + " lets out more than it names");
        }
    }

    private static void lookAtIngress(
            Workload workload, List<NetworkPolicy> policies, Faults faults) {
        var expected =
                workload.container().getPorts().stream()
                        .map(port -> port.getContainerPort())
                        .collect(Collectors.toCollection(TreeSet::new));
        var allowed =
                policies.stream()
                        .filter(policy -> covers(policy, workload))
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(NetworkCheck::number)
                        .collect(Collectors.toCollection(TreeSet::new));
        faults.requireEqual(expected, allowed, workload.name() + ": ports that are let in");
    }

    private static void lookAtEgress(
            Installation installation,
            Workload workload,
            List<NetworkPolicy> policies,
            Faults faults) {
        var settings = ConfigCheck.environment(installation, workload);
        var expected = new TreeSet<Integer>(Set.of(DNS));
        Arrays.stream(settings.get("GROUNDSTREAM_KAFKA_BOOTSTRAP_SERVERS").split(","))
                .map(server -> Integer.valueOf(server.substring(server.lastIndexOf(':') + 1)))
                .forEach(expected::add);
        var registry = settings.get("GROUNDSTREAM_REGISTRY_URL");
        if (registry != null) {
            expected.add(URI.create(registry).getPort());
        }
        if (workload.service().equals(OurService.CONSOLE.title)) {
            ConfigCheck.settings(installation, workload)
                    .list("pipeline.metrics")
                    .forEach(address -> expected.add(URI.create(address).getPort()));
        }
        var allowed =
                policies.stream()
                        .filter(policy -> covers(policy, workload))
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(NetworkCheck::number)
                        // pictures by reference, an optional component
                        .filter(port -> port != HTTPS)
                        .collect(Collectors.toCollection(TreeSet::new));
        faults.requireEqual(expected, allowed, workload.name() + ": ports that are let out");
    }

    private static boolean covers(NetworkPolicy policy, Workload workload) {
        return Selectors.matches(policy.getSpec().getPodSelector(), workload.labels());
    }

    private static Integer number(NetworkPolicyPort port) {
        return Objects.requireNonNull(port.getPort().getIntVal(), "ports are numbers here");
    }
}
