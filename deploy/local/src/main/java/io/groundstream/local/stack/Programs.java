package io.groundstream.local.stack;

import io.groundstream.backing.RealRegistry;
import io.groundstream.local.stack.Child.Program;
import io.groundstream.runner.bundle.Bundle;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How each process of the stack is started. Small heaps and a quick start come before throughput.
 */
final class Programs {
    static final String BROKER = "broker";

    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final List<String> LIGHT =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final StackSettings settings;

    Programs(StackSettings settings) {
        this.settings = settings;
    }

    Program broker() {
        var data = settings.folder().resolve(BROKER).toString();
        return new Program(
                BROKER,
                CLASS_PATH,
                options("512m", LIGHT),
                BrokerMain.class.getName(),
                List.of(data, Integer.toString(settings.brokerPort())),
                settings.folder(),
                Map.of());
    }

    Program registry() {
        return new Program(
                "registry",
                "quarkus-run.jar" + File.pathSeparator + absoluteClassPath(),
                options("512m", LIGHT),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                List.of(),
                settings.registryHome(),
                RealRegistry.environment(settings.registryPort()));
    }

    Program topology(int httpPort, ServiceSpec spec) {
        var config = services(httpPort);
        config.put("state.dir", settings.folder().resolve(spec.name() + "-state").toString());
        config.put("reuse.model-revision", Bundle.manifest(settings.model()).revision());
        config.putAll(spec.config());
        return service(spec.name(), "768m", spec.options(), spec.main(), config);
    }

    Program runner(int httpPort, ServiceSpec spec) {
        var config = services(httpPort);
        config.put("model.bundle", settings.model().toAbsolutePath().toString());
        config.putAll(spec.config());
        var jvm = new ArrayList<>(spec.options());
        // pictures are squashed with them
        jvm.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        return service(spec.name(), "1g", jvm, spec.main(), config);
    }

    /** With the addresses of the other services' probes. */
    Program console(List<String> probes, ServiceSpec spec) {
        var config = services(settings.consolePort());
        config.put("index.dir", settings.folder().resolve(spec.name() + "-index").toString());
        config.put("pipeline.metrics", String.join(",", probes));
        config.putAll(spec.config());
        return service(spec.name(), "512m", spec.options(), spec.main(), config);
    }

    private Map<String, String> services(int httpPort) {
        var config = new TreeMap<String, String>();
        config.put("kafka.bootstrap.servers", settings.bootstrapServers());
        config.put("registry.url", settings.registryUrl());
        config.put("http.port", Integer.toString(httpPort));
        return config;
    }

    private Program service(
            String name, String heap, List<String> jvm, Class<?> main, Map<String, String> config) {
        return new Program(
                name,
                CLASS_PATH,
                options(heap, jvm),
                main.getName(),
                List.of(write(name, config).toString()),
                settings.folder(),
                Map.of());
    }

    private Path write(String name, Map<String, String> config) {
        var lines = config.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
        try {
            return Files.write(settings.folder().resolve(name + ".properties"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> options(String heap, List<String> jvm) {
        var options = new ArrayList<>(jvm);
        options.add("-Xmx" + heap);
        // a process out of memory is replaced, not trusted
        options.add("-XX:+ExitOnOutOfMemoryError");
        // RocksDB, ONNX Runtime and the tokenizer are native libraries
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-Dgroundstream.log.level=INFO");
        options.add("-Dgroundstream.kafka.log.level=WARN");
        return options;
    }

    private static String absoluteClassPath() {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .filter(entry -> entry.contains("groundstream-local") || entry.endsWith("classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
