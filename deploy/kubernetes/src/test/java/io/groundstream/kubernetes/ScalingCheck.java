package io.groundstream.kubernetes;

import io.groundstream.kubernetes.CustomResources.ScaledObject;
import io.groundstream.kubernetes.CustomResources.Trigger;
import io.groundstream.schemas.catalog.Topics;

import java.net.URI;
import java.util.Set;

/** Runners are scaled by metrics that exist, of their own group; standbys have a pod to be on. */
final class ScalingCheck implements Check {
    /** Of KEDA's Prometheus scaler. */
    private static final Set<String> METADATA =
            Set.of(
                    "serverAddress",
                    "query",
                    "threshold",
                    "activationThreshold",
                    "namespace",
                    "customHeaders",
                    "ignoreNullValues",
                    "queryParameters",
                    "unsafeSsl",
                    "timeout",
                    "authModes");

    @Override
    public void look(Installation installation, Faults faults) {
        for (var scaled : installation.all(ScaledObject.class)) {
            var name = scaled.spec().scaleTargetRef().name();
            var target =
                    installation.workloads().stream()
                            .filter(w -> w.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new Fault("ScaledObject: no Deployment " + name));
            faults.requireEqual(null, target.replicas(), name + ": replicas beside a ScaledObject");
            faults.require(
                    scaled.spec().minReplicaCount() <= scaled.spec().maxReplicaCount(),
                    name + ": minReplicaCount is above maxReplicaCount");
            var topics = Topics.from(ConfigCheck.settings(installation, target));
            for (var trigger : scaled.spec().triggers()) {
                look(name + ": trigger " + trigger.name(), trigger, topics, faults);
            }
        }
        installation.workloads().stream()
                .filter(workload -> workload.service().equals(OurService.TOPOLOGY.title))
                .forEach(topology -> lookAtStandbys(installation, topology, faults));
    }

    private static void look(String name, Trigger trigger, Topics topics, Faults faults) {
        faults.requireEqual("prometheus", trigger.type(), name + "'s type");
        faults.require(
                Set.of("AverageValue", "Value").contains(trigger.metricType()),
                name + ": no metricType " + trigger.metricType());
        var metadata = trigger.metadata();
        faults.require(
                METADATA.containsAll(metadata.keySet()),
                name + ": no such keys " + metadata.keySet());
        if (!metadata.keySet().containsAll(Set.of("query", "threshold", "serverAddress"))) {
            faults.require(false, name + " lacks a query, a threshold or an address");
            return;
        }
        faults.require(
                Double.parseDouble(metadata.get("threshold")) > 0, name + "'s threshold is 0");
        faults.require(
                URI.create(metadata.get("serverAddress")).getPort() > 0,
                name + ": no address: " + metadata.get("serverAddress"));
        var query = metadata.get("query");
        var metrics = Metrics.namedIn(query);
        faults.require(!metrics.isEmpty(), name + " asks for no metric of ours");
        for (var metric : metrics) {
            faults.require(
                    Metrics.exists(metric), name + ": docs/metrics.md has no metric " + metric);
        }
        if (query.contains("group=")) {
            faults.require(
                    query.contains("group=\"" + topics.runnerGroup() + "\""),
                    name + " must ask for the group " + topics.runnerGroup());
        }
    }

    private static void lookAtStandbys(
            Installation installation, Workload topology, Faults faults) {
        var settings = ConfigCheck.settings(installation, topology);
        int standbys = settings.integer("kafka.num.standby.replicas", 0, 0, 100);
        faults.require(
                topology.replicas() > standbys,
                topology.name()
                        + ": replicas must be above kafka.num.standby.replicas, "
                        + standbys);
        faults.require(standbys > 0, topology.name() + ": has no standby");
        var memory = topology.container().getResources().getLimits().get("memory");
        HeapShare.look(
                topology.name() + ": ",
                memory.getNumericalAmount().longValueExact(),
                settings.integer("state.memory-mib", 256, 0, Integer.MAX_VALUE),
                faults);
        var state = settings.text("state.dir", "");
        faults.require(
                topology.container().getVolumeMounts().stream()
                        .filter(mount -> isClaimed(topology, mount.getName()))
                        .anyMatch(mount -> state.startsWith(mount.getMountPath() + "/")),
                topology.name() + ": state.dir " + state + " is on no volume that outlives a pod");
    }

    private static boolean isClaimed(Workload workload, String volume) {
        return workload.claims().stream()
                .anyMatch(claim -> claim.getMetadata().getName().equals(volume));
    }
}
