package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretKeySelector;

import java.util.List;
import java.util.Map;

/**
 * The fields that our manifests use of two custom resources, after their published definitions
 * (KEDA 2.17's keda.sh/v1alpha1, the Prometheus operator's monitoring.coreos.com/v1).
 */
final class CustomResources {
    private CustomResources() {}

    record ScaledObject(
            String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {}

    record ScaledObjectSpec(
            ScaleTarget scaleTargetRef,
            Integer pollingInterval,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Fallback fallback,
            Advanced advanced,
            List<Trigger> triggers) {}

    record ScaleTarget(String apiVersion, String kind, String name) {}

    record Fallback(int failureThreshold, int replicas, String behavior) {}

    record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

    record AutoscalerConfig(Behavior behavior) {}

    record Behavior(Rules scaleUp, Rules scaleDown) {}

    record Rules(Integer stabilizationWindowSeconds, List<Policy> policies, String selectPolicy) {}

    record Policy(String type, int value, int periodSeconds) {}

    record Trigger(String type, String name, String metricType, Map<String, String> metadata) {}

    record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, PodMonitorSpec spec) {}

    record PodMonitorSpec(
            String jobLabel, LabelSelector selector, List<Endpoint> podMetricsEndpoints) {}

    record Endpoint(String port, String path, String interval, Authorization authorization) {}

    record Authorization(String type, SecretKeySelector credentials) {}
}
