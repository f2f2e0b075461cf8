package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.groundstream.kubernetes.CustomResources.PodMonitor;
import io.groundstream.kubernetes.CustomResources.ScaledObject;

import java.util.HashSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whatever is referred to by name is there: maps, secrets and their keys, claims, accounts. */
final class ReferenceCheck implements Check {
    private static final Pattern USER = Pattern.compile("username=\"([^\"]*)\"");

    @Override
    public void look(Installation installation, Faults faults) {
        faults.require(
                installation.all(Secret.class).isEmpty(),
                "a Secret would be applied with its value");
        lookAtUsers(installation, faults);
        for (var metadata : installation.metadata()) {
            faults.requireEqual(
                    "groundstream", metadata.getNamespace(), metadata.getName() + ": namespace");
        }
        for (var workload : installation.workloads()) {
            faults.require(
                    installation.has(ServiceAccount.class, workload.pod().getServiceAccountName()),
                    workload.name()
                            + ": no ServiceAccount "
                            + workload.pod().getServiceAccountName());
            lookAtEnvironment(installation, workload, faults);
            workload.pod()
                    .getVolumes()
                    .forEach(volume -> lookAt(volume, installation, workload, faults));
            lookAtMounts(installation, workload, faults);
        }
        for (var scaled : installation.all(ScaledObject.class)) {
            var target = scaled.spec().scaleTargetRef().name();
            faults.require(
                    installation.workloads().stream().anyMatch(w -> w.name().equals(target)),
                    "ScaledObject: no Deployment " + target);
        }
        for (var monitor : installation.all(PodMonitor.class)) {
            for (var endpoint : monitor.spec().podMetricsEndpoints()) {
                if (endpoint.authorization() != null) {
                    var key = endpoint.authorization().credentials();
                    requireSecret(installation, "PodMonitor", key.getName(), key.getKey(), faults);
                }
            }
        }
    }

    /** Those who are named in the Secrets are given their rights in the docs. */
    private static void lookAtUsers(Installation installation, Faults faults) {
        var security = Repository.text("docs/security.md");
        for (var secret : installation.secrets()) {
            var login = secret.getStringData().getOrDefault("sasl.jaas.config", "");
            for (var user : USER.matcher(login).results().map(m -> m.group(1)).toList()) {
                faults.require(
                        security.contains("User:" + user + " "),
                        "docs/security.md gives the user " + user + " no rights");
            }
        }
    }

    private static void lookAtEnvironment(
            Installation installation, Workload workload, Faults faults) {
        for (var from : workload.container().getEnvFrom()) {
            faults.require(
                    installation.has(ConfigMap.class, from.getConfigMapRef().getName()),
                    workload.name() + ": no ConfigMap " + from.getConfigMapRef().getName());
        }
        for (var variable : workload.container().getEnv()) {
            var source = variable.getValueFrom();
            if (source != null && source.getSecretKeyRef() != null) {
                var key = source.getSecretKeyRef();
                requireSecret(installation, workload.name(), key.getName(), key.getKey(), faults);
            }
        }
    }

    private static void requireSecret(
            Installation installation, String who, String name, String key, Faults faults) {
        faults.require(
                installation.secrets().stream()
                        .filter(secret -> secret.getMetadata().getName().equals(name))
                        .anyMatch(secret -> secret.getStringData().containsKey(key)),
                who + ": secrets.example.yaml has no " + key + " in " + name);
    }

    private static void lookAt(
            Volume volume, Installation installation, Workload workload, Faults faults) {
        var name = workload.name() + ": ";
        if (volume.getConfigMap() != null) {
            faults.require(
                    installation.has(ConfigMap.class, volume.getConfigMap().getName()),
                    name + "no ConfigMap " + volume.getConfigMap().getName());
        }
        if (volume.getSecret() != null) {
            faults.require(
                    installation.secrets().stream()
                            .anyMatch(
                                    secret ->
                                            secret.getMetadata()
                                                    .getName()
                                                    .equals(volume.getSecret().getSecretName())),
                    name + "secrets.example.yaml has no " + volume.getSecret().getSecretName());
        }
        if (volume.getPersistentVolumeClaim() != null) {
            faults.require(
                    installation.has(
                            PersistentVolumeClaim.class,
                            volume.getPersistentVolumeClaim().getClaimName()),
                    name + "no claim " + volume.getPersistentVolumeClaim().getClaimName());
        }
    }

    private static void lookAtMounts(Installation installation, Workload workload, Faults faults) {
        var volumes =
                Stream.concat(
                                workload.pod().getVolumes().stream().map(Volume::getName),
                                workload.claims().stream().map(c -> c.getMetadata().getName()))
                        .collect(Collectors.toCollection(HashSet::new));
        for (var mount : workload.container().getVolumeMounts()) {
            faults.require(
                    volumes.contains(mount.getName()),
                    workload.name() + ": no volume " + mount.getName());
            if (mount.getSubPath() != null) {
                var map = map(workload, mount.getName());
                faults.require(
                        map != null && installation.configMap(map).containsKey(mount.getSubPath()),
                        workload.name() + ": no file " + mount.getSubPath() + " in " + map);
            }
        }
        var mounted =
                workload.container().getVolumeMounts().stream()
                        .map(mount -> mount.getName())
                        .collect(Collectors.toSet());
        volumes.removeAll(mounted);
        faults.require(
                volumes.isEmpty(), workload.name() + ": volumes that nothing mounts: " + volumes);
    }

    /** The map behind a volume, or null. */
    static String map(Workload workload, String volume) {
        return workload.pod().getVolumes().stream()
                .filter(v -> v.getName().equals(volume) && v.getConfigMap() != null)
                .map(v -> v.getConfigMap().getName())
                .findFirst()
                .orElse(null);
    }
}
