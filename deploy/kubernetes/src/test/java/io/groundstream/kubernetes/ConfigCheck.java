package io.groundstream.kubernetes;

import io.groundstream.schemas.service.Settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Each service would start with the configuration that its pod gets. */
final class ConfigCheck implements Check {
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");

    @Override
    public void look(Installation installation, Faults faults) {
        for (var workload : installation.workloads()) {
            var name = workload.name() + ": ";
            var environment = environment(installation, workload);
            for (var variable : environment.keySet()) {
                faults.require(NAME.matcher(variable).matches(), name + "no variable: " + variable);
            }
            if (workload.isJob()) {
                AdminStep.look(name, workload, environment, faults);
                continue;
            }
            var service = OurService.named(workload.service());
            faults.require(service.isPresent(), name + "no service of ours: " + workload.service());
            service.ifPresent(
                    it -> {
                        it.refusal(settings(installation, workload))
                                .ifPresent(refusal -> faults.require(false, name + refusal));
                        ClientKeys.look(name, settings(installation, workload), faults);
                        var settings = settings(installation, workload);
                        if ("cuda".equals(settings.text("model.provider", ""))) {
                            lookAtGpu(name, workload, faults);
                        }
                    });
        }
    }

    private static void lookAtGpu(String name, Workload workload, Faults faults) {
        var resources = workload.container().getResources();
        for (var side : List.of(resources.getRequests(), resources.getLimits())) {
            var gpus = side.get("nvidia.com/gpu");
            faults.require(
                    gpus != null && gpus.getNumericalAmount().intValueExact() == 1,
                    name + "model.provider is cuda, and nvidia.com/gpu is not 1");
        }
        faults.require(
                workload.container().getImage().contains("runner-gpu:"),
                name + "model.provider is cuda, and the image is not runner-gpu");
    }

    /** What the service would read: its file, and over it the environment. */
    static Settings settings(Installation installation, Workload workload) {
        var file = workload.service() + ".properties";
        var mount =
                workload.container().getVolumeMounts().stream()
                        .filter(m -> file.equals(m.getSubPath()))
                        .findFirst()
                        .orElseThrow(() -> new Fault(workload.name() + ": mounts no " + file));
        var expected = "/opt/groundstream/" + workload.service() + "/config/" + file;
        if (!mount.getMountPath().equals(expected)) {
            throw new Fault(
                    workload.name()
                            + ": "
                            + file
                            + " must be mounted at "
                            + expected
                            + ", is at "
                            + mount.getMountPath());
        }
        var map = installation.configMap(ReferenceCheck.map(workload, mount.getName()));
        return load(map.get(file), environment(installation, workload));
    }

    static Settings load(String properties, Map<String, String> environment) {
        try {
            var file = Files.createTempFile("service", ".properties");
            try {
                Files.writeString(file, properties);
                return Settings.load(file, environment);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> environment(Installation installation, Workload workload) {
        var all = new HashMap<String, String>();
        for (var from : workload.container().getEnvFrom()) {
            all.putAll(installation.configMap(from.getConfigMapRef().getName()));
        }
        for (var variable : workload.container().getEnv()) {
            var value = variable.getValue();
            all.put(variable.getName(), value == null ? "x".repeat(32) : value);
        }
        return all;
    }
}
