package io.groundstream.local.secured;

import io.groundstream.embedded.Scenes;
import io.groundstream.local.Stage;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.serde.Registry;

import org.apache.kafka.common.config.provider.FileConfigProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Topology, runner and console, each its own user with what the docs list, each with secrets that
 * can be looked for. A service that ends is started anew by whoever plays its supervisor.
 */
final class SecuredStack implements AutoCloseable {
    static final String CONSOLE_TOKEN = "console-T0ken-of-the-page-51c0";
    static final String S3_SECRET = "s3-S3cret-key-77aa";

    final Secured secured;
    final String prefix;
    private final Path folder;
    private final String[] options;
    private final Registry registry;
    private final ImagePublisher publisher;

    Service topology;
    Service runner;
    Service console;
    final Endings endings;

    /**
     * Starts all of it.
     *
     * @param options of each service's JVM
     */
    SecuredStack(Secured secured, Path folder, String prefix, String... options) throws Exception {
        this.secured = secured;
        this.folder = folder;
        this.prefix = prefix;
        this.options = options;
        secured.prepare(prefix);
        secured.allow(prefix, "topology", "runner", "console", "publisher", "operator");
        topology = startTopology();
        runner = startRunner();
        console = startConsole();
        var publishers = secured.cluster("publisher", prefix);
        registry = publishers.registry();
        publisher = new ImagePublisher(publishers, registry);
        endings = Endings.open(secured.cluster("operator", prefix));
        topology.awaitReady();
        runner.awaitReady();
        console.awaitReady();
    }

    /** Its password stands in a file that Kafka's own provider reads. */
    Service startTopology() throws Exception {
        var settings = new HashMap<>(secured.settings("topology", prefix));
        var jaas = settings.get("kafka.sasl.jaas.config");
        var secrets = Files.writeString(folder.resolve("topology-secrets"), "jaas=" + jaas);
        settings.put("kafka.config.providers", "file");
        settings.put("kafka.config.providers.file.class", FileConfigProvider.class.getName());
        settings.put("kafka.sasl.jaas.config", "${file:%s:jaas}".formatted(secrets));
        return Service.topology(
                Files.createDirectories(folder.resolve("topology")), settings, options);
    }

    Service startRunner() throws Exception {
        var settings = new HashMap<>(secured.settings("runner", prefix));
        settings.putAll(s3());
        elsewhere(settings, "runner-secrets", "registry.basic.auth.user.info", "s3.secret-key");
        elsewhere(settings, "runner-jaas", "kafka.sasl.jaas.config");
        return Service.runner(Files.createDirectories(folder.resolve("runner")), settings, options);
    }

    Service startConsole() throws Exception {
        var settings = new HashMap<>(secured.settings("console", prefix));
        settings.putAll(s3());
        settings.put("console.token", CONSOLE_TOKEN);
        return Service.console(
                Files.createDirectories(folder.resolve("console")), settings, options);
    }

    /** Names of that many images. */
    static List<String> ids(String name, int images) {
        return IntStream.range(0, images).mapToObj(i -> name + "-" + i).toList();
    }

    /** Scenes, each another. */
    CompletableFuture<Void> publish(List<String> ids, int seed) throws Exception {
        var sent = new CompletableFuture<?>[ids.size()];
        for (int i = 0; i < sent.length; i++) {
            var picture = Stage.png(Scenes.draw(seed + i).picture());
            sent[i] = publisher.publish(Stage.event(ids.get(i), picture));
        }
        return CompletableFuture.allOf(sent);
    }

    /** These stand in a file of their own, which the service reads itself. */
    private void elsewhere(Map<String, String> settings, String name, String... keys)
            throws IOException {
        var file = folder.resolve(name);
        var secrets = Stream.of(keys).map(key -> key + "=" + settings.get(key)).toList();
        Files.write(file, secrets);
        for (var key : keys) {
            settings.put(key, "${file:%s:%s}".formatted(file, key));
        }
    }

    private static Map<String, String> s3() {
        return Map.of(
                "s3.buckets", "pictures",
                "s3.access-key", "some-access-key",
                "s3.secret-key", S3_SECRET);
    }

    @Override
    public void close() throws Exception {
        for (var one : List.of(console, runner, topology)) {
            one.close();
        }
        endings.close();
        publisher.close();
        registry.close();
    }
}
