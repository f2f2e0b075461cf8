package io.groundstream.distribution.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.SecuredRegistry;
import io.groundstream.distribution.Unpacked;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.testing.Guarantees;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The product as an operator installs it on a secured cluster, from its archives: the admin step,
 * two runners, two topologies, a console and a lag exporter. Belongs to one thread.
 */
final class Installation implements AutoCloseable {
    final Unpacked tools;
    final Unpacked runner;
    final Unpacked topology;
    final Secured secured;
    final Registry registry;
    final Watcher watcher;
    final List<Deployed> runners = new ArrayList<>();
    final List<Deployed> topologies = new ArrayList<>();
    private final List<Deployed> lookers = new ArrayList<>();
    private final Path folder;

    private Installation(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.tools = Unpacked.unpack("tools", folder);
        this.runner = Unpacked.unpack("runner", folder);
        this.topology = Unpacked.unpack("topology", folder);
        this.secured = Secured.start(folder.resolve("backing"));
        this.registry = secured.cluster("operator").registry();
        prepare(tools);
        for (var instance : List.of("a", "b")) {
            runners.add(deploy(runner, instance));
            topologies.add(deploy(topology, instance));
        }
        lookers.add(deploy(Unpacked.unpack("console", folder), "a"));
        lookers.add(deploy(Unpacked.unpack("lag-exporter", folder), "a"));
        this.watcher = Watcher.start(secured.cluster("operator"), registry);
    }

    /** Comes back when all services are ready. */
    static Installation install(Path folder) throws IOException, InterruptedException {
        var installation = new Installation(folder);
        try {
            for (var service : installation.services()) {
                service.start();
            }
            for (var service : installation.services()) {
                service.awaitReady();
            }
            return installation;
        } catch (IOException | AssertionError e) {
            installation.close();
            throw e;
        }
    }

    List<Deployed> services() {
        return Stream.of(runners, topologies, lookers).flatMap(List::stream).toList();
    }

    /** The admin step of the release that these tools are of. */
    void prepare(Unpacked tools) throws IOException, InterruptedException {
        prepare(tools, secured.registry);
    }

    /** Likewise, with schemas in another registry. */
    void prepare(Unpacked tools, SecuredRegistry registry)
            throws IOException, InterruptedException {
        run(
                tools,
                secured.environment("prepare", registry),
                "prepare",
                "--partitions",
                "6",
                "--replication",
                "1");
    }

    /** The command line, as a user of the cluster; returns what it printed. */
    String groundstream(Unpacked tools, String user, String... arguments)
            throws IOException, InterruptedException {
        return run(tools, secured.environment(user), arguments);
    }

    Load load(String name, int perSecond) {
        return Load.start(secured.cluster("publisher"), registry, name, perSecond, watcher);
    }

    /** Each has ended, by an annotation, once, with all that belongs to it. */
    void requireEachAnnotatedOnce(Collection<String> imageIds) throws InterruptedException {
        watcher.awaitRest(imageIds);
        var outputs = watcher.outputs();
        Guarantees.noneIsLost(imageIds, outputs);
        Guarantees.noneEndsTwice(outputs);
        Guarantees.eachEndingIsDecidedOnce(outputs);
        Guarantees.documentsMatchAnnotations(Secured.TOPICS, outputs);
        assertThat(outputs).noneMatch(output -> output.value() instanceof DeadLetter);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        watcher.close();
        services().forEach(Deployed::close);
        registry.close();
        secured.close();
    }

    private String run(Unpacked tools, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var tool = tools.launch(folder.resolve("tools"), environment, arguments)) {
            int exitCode = tool.awaitEnd();
            assertThat(exitCode).as(tool.err()).isZero();
            return tool.out();
        }
    }

    private Deployed deploy(Unpacked service, String instance) {
        var name = service.name() + "-" + instance;
        var work = folder.resolve(name);
        var environment = secured.environment(service.name());
        switch (service.name()) {
            case "topology" ->
                    Secured.put(environment, "state.dir", work.resolve("state").toString());
            case "console" ->
                    Secured.put(environment, "index.dir", work.resolve("index").toString());
            // it knows no schema
            case "lag-exporter" ->
                    environment.keySet().removeIf(key -> key.startsWith("GROUNDSTREAM_REGISTRY_"));
            default -> {}
        }
        return new Deployed(name, service, work, environment);
    }
}
