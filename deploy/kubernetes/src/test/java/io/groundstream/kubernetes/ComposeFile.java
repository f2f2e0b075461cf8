package io.groundstream.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of the Compose Specification that ours use, strictly: an unknown key is a fault, and so
 * is a value of another type. Variables must have been put in.
 */
record ComposeFile(
        String name,
        Map<String, Service> services,
        Map<String, Map<String, String>> networks,
        Map<String, Map<String, String>> volumes,
        Map<String, Secret> secrets) {
    record Secret(String environment) {}

    record Build(String context, String dockerfile, Map<String, String> args) {}

    record Dependency(String condition) {}

    record HealthCheck(
            List<String> test,
            String interval,
            String timeout,
            Integer retries,
            @JsonProperty("start_period") String startPeriod) {}

    record Limits(String cpus, String memory, Integer pids) {}

    record Device(String driver, Integer count, List<String> capabilities) {}

    record Reservations(List<Device> devices) {}

    record Resources(Limits limits, Reservations reservations) {}

    record Deploy(Integer replicas, Resources resources) {}

    record Ulimits(Integer nofile) {}

    record Service(
            String image,
            Build build,
            String hostname,
            String restart,
            @JsonProperty("read_only") Boolean readOnly,
            String user,
            @JsonProperty("cap_drop") List<String> capDrop,
            @JsonProperty("security_opt") List<String> securityOpt,
            List<String> entrypoint,
            List<String> command,
            Map<String, String> environment,
            List<String> ports,
            List<String> volumes,
            List<String> tmpfs,
            List<String> networks,
            List<String> secrets,
            List<String> profiles,
            Ulimits ulimits,
            @JsonProperty("depends_on") Map<String, Dependency> dependsOn,
            HealthCheck healthcheck,
            @JsonProperty("stop_grace_period") String stopGracePeriod,
            Deploy deploy) {
        Service {
            command = Objects.requireNonNullElse(command, List.of());
            environment = Objects.requireNonNullElse(environment, Map.of());
            ports = Objects.requireNonNullElse(ports, List.of());
            volumes = Objects.requireNonNullElse(volumes, List.of());
            tmpfs = Objects.requireNonNullElse(tmpfs, List.of());
            networks = Objects.requireNonNullElse(networks, List.of());
            secrets = Objects.requireNonNullElse(secrets, List.of());
            profiles = Objects.requireNonNullElse(profiles, List.of());
            dependsOn = Objects.requireNonNullElse(dependsOn, Map.of());
        }
    }

    ComposeFile {
        networks = Objects.requireNonNullElse(networks, Map.of());
        volumes = Objects.requireNonNullElse(volumes, Map.of());
        secrets = Objects.requireNonNullElse(secrets, Map.of());
    }

    /** The file with its variables put in; what starts with {@code x-} is the file's own. */
    static ComposeFile read(Path file, Variables variables) {
        var tree = new LinkedHashMap<>(Yaml.document(file));
        tree.keySet().removeIf(key -> key.startsWith("x-"));
        var filled = Yaml.map(Trees.leaves(tree, variables::fill));
        return Strict.read(filled, ComposeFile.class, file.getFileName().toString());
    }

    /**
     * This file with another over it, as {@code -f} given twice makes it, of what ours override.
     */
    ComposeFile with(ComposeFile other) {
        var all = new LinkedHashMap<>(services);
        other.services()
                .forEach(
                        (title, over) -> {
                            var before = services.get(title);
                            if (before == null) {
                                throw new Fault("compose.gpu.yaml: no service " + title);
                            }
                            all.put(title, merged(before, over));
                        });
        return new ComposeFile(name, all, networks, volumes, secrets);
    }

    private static Service merged(Service before, Service over) {
        var environment = new LinkedHashMap<>(before.environment());
        environment.putAll(over.environment());
        var mounts = new ArrayList<>(before.volumes());
        mounts.addAll(over.volumes());
        return new Service(
                over.image(),
                over.build(),
                before.hostname(),
                before.restart(),
                before.readOnly(),
                before.user(),
                before.capDrop(),
                before.securityOpt(),
                before.entrypoint(),
                before.command(),
                environment,
                before.ports(),
                mounts,
                before.tmpfs(),
                before.networks(),
                before.secrets(),
                before.profiles(),
                before.ulimits(),
                before.dependsOn(),
                before.healthcheck(),
                before.stopGracePeriod(),
                new Deploy(
                        before.deploy().replicas(),
                        new Resources(
                                before.deploy().resources().limits(),
                                over.deploy().resources().reservations())));
    }
}
