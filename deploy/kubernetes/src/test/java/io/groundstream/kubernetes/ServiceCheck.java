package io.groundstream.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.groundstream.kubernetes.CustomResources.PodMonitor;

import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Ports, probes and the time to end are what the services' own code says. */
final class ServiceCheck implements Check {
    /** The longest that a start may take before it is tried anew. */
    private static final int START_SECONDS = 600;

    @Override
    public void look(Installation installation, Faults faults) {
        for (var workload : installation.workloads()) {
            OurService.named(workload.service())
                    .ifPresent(service -> look(installation, workload, service, faults));
        }
        lookAtPeers(installation, faults);
        for (var service : installation.all(Service.class)) {
            for (var port : service.getSpec().getPorts()) {
                faults.requireEqual(
                        "http", port.getTargetPort().getStrVal(), name(service) + ": targetPort");
            }
        }
        for (var monitor : installation.all(PodMonitor.class)) {
            var name = "monitor " + monitor.metadata().getName();
            // alerts and dashboards know the jobs by the services' names
            faults.requireEqual(
                    "app.kubernetes.io/name", monitor.spec().jobLabel(), name + ": jobLabel");
            for (var endpoint : monitor.spec().podMetricsEndpoints()) {
                faults.requireEqual("http", endpoint.port(), name + ": port");
                faults.require(
                        ProbePaths.isMetrics(endpoint.path()), name + ": no " + endpoint.path());
            }
        }
    }

    /** The console asks each pod of the topology by the name that its headless Service gives it. */
    private static void lookAtPeers(Installation installation, Faults faults) {
        var expected = new TreeSet<String>();
        for (var set : installation.all(StatefulSet.class)) {
            var spec = set.getSpec();
            for (int i = 0; i < spec.getReplicas(); i++) {
                expected.add(
                        "http://%s-%d.%s:%d"
                                .formatted(
                                        set.getMetadata().getName(),
                                        i,
                                        spec.getServiceName(),
                                        OurService.TOPOLOGY.port));
            }
        }
        installation.workloads().stream()
                .filter(workload -> workload.service().equals(OurService.CONSOLE.title))
                .map(console -> ConfigCheck.settings(installation, console))
                .forEach(
                        settings ->
                                faults.requireEqual(
                                        expected,
                                        new TreeSet<>(settings.list("pipeline.metrics")),
                                        "pipeline.metrics"));
    }

    private static String name(HasMetadata object) {
        return "service " + object.getMetadata().getName();
    }

    private static void look(
            Installation installation, Workload workload, OurService service, Faults faults) {
        var name = workload.name() + ": ";
        var container = workload.container();
        var port = container.getPorts().getFirst();
        var settings = ConfigCheck.settings(installation, workload);
        faults.requireEqual("http", port.getName(), name + "the port's name");
        faults.requireEqual(service.port, port.getContainerPort(), name + "containerPort");
        faults.requireEqual(
                service.port, settings.integer("http.port", 0, 0, 65_535), name + "http.port");
        faults.requireEqual("0.0.0.0", settings.text("http.host", ""), name + "http.host");
        look(name + "liveness", container.getLivenessProbe(), "/health/live", faults);
        look(name + "startup", container.getStartupProbe(), "/health/live", faults);
        look(name + "readiness", container.getReadinessProbe(), "/health/ready", faults);
        if (container.getStartupProbe() != null) {
            var start = container.getStartupProbe();
            faults.require(
                    Objects.requireNonNullElse(start.getPeriodSeconds(), 10)
                                    * Objects.requireNonNullElse(start.getFailureThreshold(), 3)
                            <= START_SECONDS,
                    name + "a start that hangs must be noticed within " + START_SECONDS + " s");
        }
        var closing = service.closing(settings);
        faults.require(
                workload.pod().getTerminationGracePeriodSeconds() >= closing.toSeconds(),
                name + "terminationGracePeriodSeconds must be " + closing.toSeconds() + " or more");
        look(name, workload.template().getMetadata().getAnnotations(), service, faults);
    }

    private static void look(String name, Probe probe, String path, Faults faults) {
        if (probe == null || probe.getHttpGet() == null) {
            faults.require(false, name + " probe is missing");
            return;
        }
        faults.requireEqual(path, probe.getHttpGet().getPath(), name + " probe's path");
        faults.require(
                ProbePaths.isServed(probe.getHttpGet().getPath()),
                name + " probe: nothing serves " + probe.getHttpGet().getPath());
        faults.requireEqual(
                "http", probe.getHttpGet().getPort().getStrVal(), name + " probe's port");
    }

    /** The console's metrics want its token, which annotations cannot give. */
    private static void look(
            String name, Map<String, String> annotations, OurService service, Faults faults) {
        var expected =
                service == OurService.CONSOLE
                        ? Map.of()
                        : Map.of(
                                "prometheus.io/scrape",
                                "true",
                                "prometheus.io/port",
                                String.valueOf(service.port),
                                "prometheus.io/path",
                                "/metrics");
        faults.requireEqual(
                expected,
                Objects.requireNonNullElse(annotations, Map.of()),
                name + "annotations for Prometheus");
    }
}
