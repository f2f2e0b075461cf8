package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ServiceAccount;

import java.util.List;
import java.util.Set;

/** Pods may do nothing that they need not: Pod Security's profile "restricted", and more. */
final class SafetyCheck implements Check {
    private static final long USER = 10_001;
    private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");

    @Override
    public void look(Installation installation, Faults faults) {
        for (var namespace : installation.all(Namespace.class)) {
            faults.requireEqual(
                    "restricted",
                    namespace.getMetadata().getLabels().get("pod-security.kubernetes.io/enforce"),
                    "the namespace's Pod Security profile");
        }
        for (var account : installation.all(ServiceAccount.class)) {
            faults.requireEqual(
                    false,
                    account.getAutomountServiceAccountToken(),
                    "automountServiceAccountToken of account " + account.getMetadata().getName());
        }
        installation.workloads().forEach(workload -> look(workload, faults));
    }

    private static void look(Workload workload, Faults faults) {
        var name = workload.name() + ": ";
        var pod = workload.pod();
        faults.requireEqual(1, pod.getContainers().size(), name + "the number of containers");
        faults.requireEqual(
                false,
                pod.getAutomountServiceAccountToken(),
                name + "automountServiceAccountToken");
        // else the names of Services come as GROUNDSTREAM_…, and Settings knows no such keys
        faults.requireEqual(false, pod.getEnableServiceLinks(), name + "enableServiceLinks");
        faults.require(
                !Boolean.TRUE.equals(pod.getHostNetwork())
                        && !Boolean.TRUE.equals(pod.getHostPID())
                        && !Boolean.TRUE.equals(pod.getHostIPC()),
                name + "uses a namespace of its host");
        faults.require(
                pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null),
                name + "mounts a folder of its host");
        var context = pod.getSecurityContext();
        if (context == null) {
            faults.require(false, name + "has no securityContext");
            return;
        }
        faults.requireEqual(true, context.getRunAsNonRoot(), name + "runAsNonRoot");
        faults.requireEqual(USER, context.getRunAsUser(), name + "runAsUser");
        faults.requireEqual(
                "RuntimeDefault",
                context.getSeccompProfile() == null ? null : context.getSeccompProfile().getType(),
                name + "seccompProfile");
        look(name, workload, workload.container(), faults);
    }

    private static void look(String name, Workload workload, Container container, Faults faults) {
        var context = container.getSecurityContext();
        faults.requireEqual(
                false, context.getAllowPrivilegeEscalation(), name + "allowPrivilegeEscalation");
        faults.requireEqual(
                true, context.getReadOnlyRootFilesystem(), name + "readOnlyRootFilesystem");
        faults.requireEqual(
                List.of("ALL"), context.getCapabilities().getDrop(), name + "capabilities.drop");
        faults.require(
                container.getVolumeMounts().stream()
                        .anyMatch(mount -> mount.getMountPath().equals("/tmp")),
                name + "has no /tmp to unpack native libraries into");
        for (var volume : workload.pod().getVolumes()) {
            faults.require(
                    volume.getEmptyDir() == null || volume.getEmptyDir().getSizeLimit() != null,
                    name + "volume " + volume.getName() + " has no sizeLimit");
        }
        var resources = container.getResources();
        for (var side : List.of(resources.getRequests(), resources.getLimits())) {
            faults.require(
                    side.keySet().containsAll(RESOURCES),
                    name + "must request and limit " + RESOURCES + ", has " + side.keySet());
        }
        // a heap is a share of the limit: memory that was only lent would be taken back by the OOM
        // killer
        faults.requireEqual(
                resources.getLimits().get("memory"),
                resources.getRequests().get("memory"),
                name + "requested memory");
    }
}
