package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.groundstream.kubernetes.CustomResources.PodMonitor;
import io.groundstream.kubernetes.CustomResources.ScaledObject;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one kustomization makes, read strictly.
 *
 * @param root folder of all kustomizations
 * @param objects of Kubernetes' own kinds and of the custom ones
 * @param secrets of the example that is applied by nobody
 */
record Installation(Path root, List<Object> objects, List<Secret> secrets) {
    private static final Map<String, Class<?>> KINDS =
            Map.ofEntries(
                    Map.entry("v1 Namespace", Namespace.class),
                    Map.entry("v1 ConfigMap", ConfigMap.class),
                    Map.entry("v1 Service", Service.class),
                    Map.entry("v1 ServiceAccount", ServiceAccount.class),
                    Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
                    Map.entry("v1 Secret", Secret.class),
                    Map.entry("apps/v1 Deployment", Deployment.class),
                    Map.entry("apps/v1 StatefulSet", StatefulSet.class),
                    Map.entry("batch/v1 Job", Job.class),
                    Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
                    Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
                    Map.entry("keda.sh/v1alpha1 ScaledObject", ScaledObject.class),
                    Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class));

    static Installation of(Path root, String kustomization) {
        return new Installation(
                root,
                Kustomizer.build(root.resolve(kustomization)).stream()
                        .map(Installation::read)
                        .toList(),
                Yaml.documents(root.resolve("secrets.example.yaml")).stream()
                        .map(tree -> (Secret) read(tree))
                        .toList());
    }

    private static Object read(Map<String, Object> tree) {
        var kind = tree.get("apiVersion") + " " + tree.get("kind");
        var type = KINDS.get(kind);
        var where = kind + " " + Yaml.at(tree, "metadata").get("name");
        if (type == null) {
            throw new Fault(where + " is of an unknown kind");
        }
        return Strict.read(tree, type, where);
    }

    <T> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> boolean has(Class<T> type, String name) {
        return all(type).stream().anyMatch(o -> o.getMetadata().getName().equals(name));
    }

    /** Of everything that lives in a namespace. */
    List<ObjectMeta> metadata() {
        return objects.stream()
                .filter(object -> !(object instanceof Namespace))
                .map(
                        object ->
                                switch (object) {
                                    case HasMetadata ours -> ours.getMetadata();
                                    case ScaledObject scaled -> scaled.metadata();
                                    case PodMonitor monitor -> monitor.metadata();
                                    default -> throw new Fault("unknown: " + object);
                                })
                .toList();
    }

    List<Workload> workloads() {
        return Stream.of(
                        all(Deployment.class).stream().map(Workload::of),
                        all(StatefulSet.class).stream().map(Workload::of),
                        all(Job.class).stream().map(Workload::of))
                .flatMap(workloads -> workloads)
                .toList();
    }

    Map<String, String> configMap(String name) {
        return all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().equals(name))
                .map(ConfigMap::getData)
                .findFirst()
                .orElseThrow(() -> new Fault("no ConfigMap " + name));
    }
}
