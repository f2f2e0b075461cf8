package io.groundstream.kubernetes;

import io.groundstream.schemas.service.ProbeMain;
import io.groundstream.schemas.service.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All that can be known about the compose files without a container engine. */
final class ComposeCheck {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET|KEY)$");
    private static final Pattern PORT = Pattern.compile("([0-9.]+):(\\d+):(\\d+)");
    private static final Pattern REPLACED = Pattern.compile("s#([^#]+)#");
    private static final Set<String> CONDITIONS =
            Set.of("service_started", "service_healthy", "service_completed_successfully");

    private final Path folder;
    private final Faults faults = new Faults();

    private ComposeCheck(Path folder) {
        this.folder = folder;
    }

    /** Of the two files and {@code .env} in the folder. */
    static List<String> faults(Path folder) {
        var check = new ComposeCheck(folder);
        var all = new ArrayList<String>();
        try {
            check.look();
        } catch (Fault e) {
            all.add(e.getMessage());
        }
        all.addAll(check.faults.found());
        return all;
    }

    private void look() {
        var variables = Variables.read(folder.resolve(".env"));
        var plain = ComposeFile.read(folder.resolve("compose.yaml"), variables);
        var gpu = plain.with(ComposeFile.read(folder.resolve("compose.gpu.yaml"), variables));
        plain.secrets().values().forEach(secret -> variables.use(secret.environment()));
        look(variables);
        look(plain, variables);
        var runner = gpu.services().get("runner");
        look("gpu: ", "runner", runner, gpu, variables);
        faults.requireEqual(
                List.of(new ComposeFile.Device("nvidia", 1, List.of("gpu"))),
                runner.deploy().resources().reservations().devices(),
                "gpu: runner: the GPU");
    }

    private void look(Variables variables) {
        faults.requireEqual(
                new TreeSet<>(variables.names()), variables.used(), "variables of .env in use");
        for (var name : variables.names()) {
            if (SECRET.matcher(name).matches()) {
                faults.requireEqual("", variables.get(name), ".env: the secret " + name);
            }
            faults.require(
                    !variables.required().contains(name) || variables.get(name).isEmpty(),
                    ".env: " + name + " is for the user to set");
        }
        faults.requireEqual("127.0.0.1", variables.get("BIND_ADDRESS"), ".env: BIND_ADDRESS");
    }

    private void look(ComposeFile file, Variables variables) {
        file.services().forEach((title, service) -> look("", title, service, file, variables));
        requireUsed(file);
        KafkaContainer.look(file.services().get("kafka"), faults);
        PrometheusContainer.look(folder.resolve("../prometheus"), file, faults);
        lookAtConnector(file.services().get("connect-setup"));
    }

    /** What the set-up replaces in the connector's file has to stand there. */
    private void lookAtConnector(ComposeFile.Service setup) {
        var connector = text(folder.resolve("../connect/opensearch-sink.json"));
        var script = String.join("\n", setup.command());
        var replaced = REPLACED.matcher(script).results().map(m -> m.group(1)).toList();
        faults.requireEqual(2, replaced.size(), "connect-setup: addresses that are replaced");
        for (var address : replaced) {
            faults.require(
                    connector.contains("\"" + address),
                    "connect-setup: opensearch-sink.json does not say " + address);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Fault(file + " cannot be read: " + e);
        }
    }

    private void look(
            String mode,
            String title,
            ComposeFile.Service service,
            ComposeFile file,
            Variables variables) {
        var name = mode + title + ": ";
        faults.requireEqual(List.of("ALL"), service.capDrop(), name + "cap_drop");
        faults.requireEqual(
                List.of("no-new-privileges:true"), service.securityOpt(), name + "security_opt");
        var limits = service.deploy() == null ? null : service.deploy().resources().limits();
        faults.require(
                limits != null && limits.memory() != null && limits.pids() != null,
                name + "has no limit of memory and processes");
        for (var port : service.ports()) {
            var match = PORT.matcher(port);
            faults.require(
                    match.matches() && match.group(1).equals(variables.get("BIND_ADDRESS")),
                    name + "port " + port + " is not bound to BIND_ADDRESS");
        }
        lookAtDependencies(name, service, file);
        lookAtMounts(name, service, file);
        if (service.image().startsWith("groundstream/")) {
            lookAtOurs(name, title, service);
        } else {
            faults.require(service.build() == null, name + "is not ours to build");
        }
    }

    private void lookAtDependencies(String name, ComposeFile.Service service, ComposeFile file) {
        service.dependsOn()
                .forEach(
                        (other, dependency) -> {
                            var needed = file.services().get(other);
                            if (needed == null) {
                                faults.require(false, name + "depends on no service: " + other);
                                return;
                            }
                            var condition = dependency.condition();
                            faults.require(
                                    CONDITIONS.contains(condition),
                                    name + "no condition: " + condition);
                            faults.require(
                                    !"service_healthy".equals(condition)
                                            || needed.healthcheck() != null,
                                    name + "waits for the health of " + other + ", which has none");
                            faults.require(
                                    "service_completed_successfully".equals(condition)
                                            == "no".equals(needed.restart()),
                                    name
                                            + "waits for "
                                            + other
                                            + " to end, or to run, which it does not");
                            faults.require(
                                    service.profiles().containsAll(needed.profiles()),
                                    name + "depends on " + other + " of another profile");
                        });
        faults.require(
                "no".equals(service.restart()) || service.healthcheck() != null,
                name + "has no health check");
    }

    private void lookAtMounts(String name, ComposeFile.Service service, ComposeFile file) {
        for (var volume : service.volumes()) {
            var source = volume.substring(0, volume.indexOf(':'));
            if (source.startsWith(".")) {
                faults.require(
                        Files.exists(folder.resolve(source)), name + "no such folder: " + source);
                faults.require(volume.endsWith(":ro"), name + "may write to " + source);
            } else {
                faults.require(
                        file.volumes().containsKey(source) || source.equals(Variables.SET),
                        name + "no volume " + source);
            }
        }
        faults.require(!service.networks().isEmpty(), name + "is on the default network");
        for (var network : service.networks()) {
            faults.require(file.networks().containsKey(network), name + "no network " + network);
        }
        for (var secret : service.secrets()) {
            faults.require(file.secrets().containsKey(secret), name + "no secret " + secret);
        }
    }

    private void requireUsed(ComposeFile file) {
        var used = new HashSet<String>();
        for (var service : file.services().values()) {
            service.volumes().forEach(v -> used.add("volume " + v.substring(0, v.indexOf(':'))));
            service.networks().forEach(n -> used.add("network " + n));
            service.secrets().forEach(s -> used.add("secret " + s));
        }
        file.volumes()
                .keySet()
                .forEach(
                        v ->
                                faults.require(
                                        used.contains("volume " + v), "nothing uses volume " + v));
        file.networks()
                .keySet()
                .forEach(
                        n ->
                                faults.require(
                                        used.contains("network " + n),
                                        "nothing uses network " + n));
        file.secrets()
                .keySet()
                .forEach(
                        s ->
                                faults.require(
                                        used.contains("secret " + s), "nothing uses secret " + s));
    }

    private void lookAtOurs(String name, String title, ComposeFile.Service service) {
        ImageCheck.look(name, service.image(), faults);
        faults.requireEqual(true, service.readOnly(), name + "read_only");
        faults.requireEqual("10001:10001", service.user(), name + "user");
        faults.require(
                service.tmpfs().stream()
                        .anyMatch(
                                t ->
                                        t.startsWith("/tmp:")
                                                && t.contains("exec")
                                                && !t.contains("noexec")),
                name + "has no /tmp from which native libraries may be loaded");
        int colon = service.image().indexOf(':');
        var image = service.image().substring("groundstream/".length(), colon);
        var expected =
                new ComposeFile.Build(
                        "../..",
                        "deploy/docker/" + image + ".Dockerfile",
                        Map.of("VERSION", service.image().substring(colon + 1)));
        faults.requireEqual(expected, service.build(), name + "build");
        if (title.equals("prepare")) {
            AdminStep.look(name, service.command(), service.environment(), faults);
            return;
        }
        var ours = OurService.named(title);
        faults.require(ours.isPresent(), name + "no service of ours");
        ours.ifPresent(it -> lookAtOurs(name, it, service));
    }

    private void lookAtOurs(String name, OurService ours, ComposeFile.Service service) {
        var environment = new LinkedHashMap<>(service.environment());
        ours.refusal(Settings.load(null, environment))
                .ifPresent(refusal -> faults.require(false, name + refusal));
        var settings = Settings.load(null, environment);
        ClientKeys.look(name, Settings.load(null, environment), faults);
        faults.requireEqual(
                ours.port, settings.integer("http.port", 0, 0, 65_535), name + "http.port");
        faults.requireEqual("0.0.0.0", settings.text("http.host", ""), name + "http.host");
        var home = "/opt/groundstream/" + ours.title;
        var expected =
                List.of(
                        "CMD",
                        home + "/runtime/bin/java",
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        home + "/lib/*",
                        ProbeMain.class.getName(),
                        "http://127.0.0.1:" + ours.port + "/health/ready");
        faults.requireEqual(expected, service.healthcheck().test(), name + "healthcheck");
        var grace = Settings.parseDuration(String.valueOf(service.stopGracePeriod()));
        faults.require(
                grace.compareTo(ours.closing(settings)) >= 0,
                name
                        + "stop_grace_period must be "
                        + ours.closing(settings).toSeconds()
                        + "s or more");
        if (ours == OurService.TOPOLOGY) {
            HeapShare.look(
                    name,
                    bytes(service.deploy().resources().limits().memory()),
                    settings.integer("state.memory-mib", 256, 0, Integer.MAX_VALUE),
                    faults);
        }
        for (var port : service.ports()) {
            faults.require(
                    port.endsWith(":" + ours.port), name + "publishes a port that is not its own");
        }
    }

    /** Written as {@code 512m} or {@code 2g}. */
    private static long bytes(String size) {
        var number = Long.parseLong(size.substring(0, size.length() - 1));
        return switch (size.charAt(size.length() - 1)) {
            case 'm' -> number << 20;
            case 'g' -> number << 30;
            default -> throw new Fault("a size is written 512m or 2g, not " + size);
        };
    }
}
