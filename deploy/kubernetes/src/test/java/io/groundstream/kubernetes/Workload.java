package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;

import java.util.List;
import java.util.Map;

/**
 * Something that makes pods.
 *
 * @param replicas null where none are told
 * @param selector null for a job
 * @param claims templates of volume claims
 */
record Workload(
        HasMetadata object,
        PodTemplateSpec template,
        Integer replicas,
        LabelSelector selector,
        List<PersistentVolumeClaim> claims) {
    static Workload of(Deployment it) {
        var spec = it.getSpec();
        return new Workload(
                it, spec.getTemplate(), spec.getReplicas(), spec.getSelector(), List.of());
    }

    static Workload of(StatefulSet it) {
        var spec = it.getSpec();
        return new Workload(
                it,
                spec.getTemplate(),
                spec.getReplicas(),
                spec.getSelector(),
                spec.getVolumeClaimTemplates());
    }

    static Workload of(Job it) {
        return new Workload(it, it.getSpec().getTemplate(), null, null, List.of());
    }

    String name() {
        return object.getMetadata().getName();
    }

    boolean isJob() {
        return object instanceof Job;
    }

    PodSpec pod() {
        return template.getSpec();
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    /** The one container. */
    Container container() {
        return pod().getContainers().getFirst();
    }

    /** The service's name: that of its container, its image, its folder and its probes' port. */
    String service() {
        return container().getName();
    }
}
