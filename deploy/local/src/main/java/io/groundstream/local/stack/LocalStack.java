package io.groundstream.local.stack;

import io.groundstream.backing.FreePorts;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Broker, registry, topology, one runner and the console, each a process on loopback. When one of
 * them dies the others are stopped and {@link #death} tells why. {@link #close} stops them in the
 * order in which work flows, so that nothing accepted is cut off, and deletes the run's folder.
 */
public final class LocalStack implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StackSettings settings;
    private final Deque<Child> children = new ArrayDeque<>();
    private final CompletableFuture<String> death = new CompletableFuture<>();
    private boolean stopping;
    private boolean keepFolder;

    private LocalStack(StackSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @param progress is told what is being waited for
     * @throws StackException if a process does not become ready; nothing is left running
     */
    public static LocalStack start(StackSettings wanted, Consumer<String> progress)
            throws InterruptedException {
        return start(wanted, progress, true);
    }

    /** Broker and registry alone, prepared, for whoever brings services of its own. */
    public static LocalStack startBacking(StackSettings wanted, Consumer<String> progress)
            throws InterruptedException {
        return start(wanted, progress, false);
    }

    private static LocalStack start(
            StackSettings wanted, Consumer<String> progress, boolean services)
            throws InterruptedException {
        var stack = new LocalStack(wanted.withPorts());
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
        try {
            stack.startBacking(progress);
            if (services) {
                stack.startServices(progress);
            }
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.keepFolder();
            stack.close();
            throw e;
        }
    }

    public StackSettings settings() {
        return settings;
    }

    /** Completes with the reason when a process has died that was not told to. */
    public CompletableFuture<String> death() {
        return death;
    }

    /** Leaves data and logs where they are after {@link #close}, as it also does after a death. */
    public synchronized void keepFolder() {
        keepFolder = true;
    }

    /** The process of that name that was started last, for tests that kill it. */
    public synchronized @Nullable Child child(String name) {
        return children.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
    }

    /** Ends one process as an operator would; the others run on, and its death is no news. */
    public void stop(Child child) {
        synchronized (this) {
            children.remove(child);
        }
        child.stop(PATIENCE);
    }

    /** Starts the broker where there is none, on the stack's port and with the stack's data. */
    public Child startBroker() throws InterruptedException {
        var broker = launch(new Programs(settings).broker());
        Readiness.awaitBroker(broker, settings.bootstrapServers());
        return broker;
    }

    /** Starts one more runner beside those that run. */
    public Child startRunner() throws InterruptedException {
        return startRunner(ServiceSpec.RUNNER);
    }

    /** Starts a runner of that kind and returns when it is ready. */
    public Child startRunner(ServiceSpec spec) throws InterruptedException {
        return startRunner(spec, FreePorts.next());
    }

    /** The same with its probes on that port. */
    public Child startRunner(ServiceSpec spec, int port) throws InterruptedException {
        var runner = launch(new Programs(settings).runner(port, spec));
        Readiness.awaitHttp(runner, health(port));
        return runner;
    }

    /** Starts a topology where there is none, or one more. */
    public Child startTopology() throws InterruptedException {
        return startTopology(ServiceSpec.TOPOLOGY, FreePorts.next());
    }

    /** Starts a topology of that kind, with its probes on that port; returns when it is ready. */
    public Child startTopology(ServiceSpec spec, int port) throws InterruptedException {
        var topology = launch(new Programs(settings).topology(port, spec));
        Readiness.awaitHttp(topology, health(port));
        return topology;
    }

    @Override
    public synchronized void close() {
        stopping = true;
        while (!children.isEmpty()) {
            children.pop().stop(PATIENCE);
        }
        if (!keepFolder) {
            RunFolder.delete(settings.folder());
        }
    }

    private void startBacking(Consumer<String> progress) throws InterruptedException {
        RunFolder.create(settings.folder());
        var programs = new Programs(settings);
        progress.accept("starting the broker on " + settings.bootstrapServers());
        var broker = launch(programs.broker());
        progress.accept("starting the registry on 127.0.0.1:" + settings.registryPort());
        var registry = launch(programs.registry());
        Readiness.awaitBroker(broker, settings.bootstrapServers());
        Readiness.awaitHttp(registry, settings.registryUrl() + "/subjects");
        progress.accept("creating topics and schemas");
        prepare();
    }

    /** The console starts while the others do, and is told where their probes will be. */
    private void startServices(Consumer<String> progress) throws InterruptedException {
        int topologyPort = FreePorts.next();
        int runnerPort = FreePorts.next();
        if (!settings.hasConsole()) {
            progress.accept("starting the topology and a model-runner");
            startTopology(ServiceSpec.TOPOLOGY, topologyPort);
            startRunner(ServiceSpec.RUNNER, runnerPort);
            return;
        }
        progress.accept("starting the topology, a model-runner and the console");
        var probes = List.of(probe(topologyPort), probe(runnerPort));
        var console = launch(new Programs(settings).console(probes, ServiceSpec.CONSOLE));
        startTopology(ServiceSpec.TOPOLOGY, topologyPort);
        startRunner(ServiceSpec.RUNNER, runnerPort);
        Readiness.awaitHttp(console, health(settings.consolePort()));
    }

    private void prepare() throws InterruptedException {
        try (var registry = Registry.connect(settings.registryUrl(), Map.of())) {
            Catalog.prepare(
                    Map.of("bootstrap.servers", settings.bootstrapServers()),
                    registry,
                    new Topics(""),
                    CatalogSettings.SINGLE_BROKER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Child launch(Child.Program program) {
        if (stopping) {
            throw new StackException("stopped while starting the " + program.name());
        }
        var child = Child.start(program, settings.folder());
        if (program.name().equals(Programs.BROKER)) {
            // all others need it until they have ended, also when it was started again
            children.addLast(child);
        } else {
            children.push(child);
        }
        var _ = child.onExit().thenAccept(this::mourn);
        return child;
    }

    private void mourn(Child child) {
        synchronized (this) {
            if (stopping || !children.remove(child)) {
                return;
            }
            keepFolder = true;
        }
        death.complete(child.obituary());
    }

    private static String health(int port) {
        return probe(port) + "/health";
    }

    private static String probe(int port) {
        return "http://127.0.0.1:" + port;
    }
}
