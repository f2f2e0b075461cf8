package io.groundstream.local.bench.runner;

import io.groundstream.local.stack.Child;
import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.local.stack.StackException;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.NewTopics;

import org.apache.kafka.clients.admin.NewTopic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** A broker and a registry of their own, and pictures to send through them. */
final class Stand implements AutoCloseable {
    static final int BATCH = 16;

    private static final int PICTURES = 256;
    private static final int PARTITIONS = 6;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final List<byte[]> pictures;
    private final Requests requests;
    private final Consumer<String> progress;

    private Stand(LocalStack stack, List<byte[]> pictures, Consumer<String> progress) {
        this.stack = stack;
        this.pictures = pictures;
        this.requests = new Requests(cluster(stack));
        this.progress = progress;
    }

    static Stand set(StackSettings settings, Consumer<String> progress)
            throws InterruptedException {
        progress.accept("drawing " + PICTURES + " pictures");
        var pictures = Pictures.jpegs(PICTURES);
        return new Stand(LocalStack.startBacking(settings, progress), pictures, progress);
    }

    Cluster cluster() {
        return cluster(stack);
    }

    List<byte[]> pictures() {
        return pictures;
    }

    /** Where runners look for work. */
    String requestTopic() {
        return cluster().topics().inferenceRequests(Lane.INTERACTIVE);
    }

    Requests requests() {
        return requests;
    }

    /** Topics beside the product's own. */
    void create(String... names) throws InterruptedException {
        var topics =
                Arrays.stream(names)
                        .map(name -> new NewTopic(name, Optional.of(PARTITIONS), Optional.empty()))
                        .toList();
        try (var admin = cluster().admin()) {
            new NewTopics(admin).create(topics);
        } catch (ExecutionException e) {
            throw new StackException("topics could not be created: " + e.getCause());
        }
    }

    /** Starts the topology and one runner, which go with the stand. */
    void startServices(ServiceSpec runner) throws InterruptedException {
        stack.startTopology();
        stack.startRunner(runner);
    }

    void say(String what) {
        progress.accept(what);
    }

    BareGenerator bare(Path model, int threads) {
        return BareGenerator.open(model, pictures, BATCH, threads);
    }

    /** A runner of this kind with that model. */
    static ServiceSpec runner(Path model, int threads) {
        return ServiceSpec.RUNNER
                .with("model.bundle", model.toAbsolutePath().toString())
                .with("runner.max-batch", Integer.toString(BATCH))
                .with("runner.threads", Integer.toString(threads));
    }

    /** Fills the topic, starts so many runners, and returns when each request was answered. */
    List<Long> through(ServiceSpec spec, int runners, int count)
            throws InterruptedException, IOException {
        return through(spec, runners, count, (_, _) -> {});
    }

    /** Is told how many results there are, ten times a second, and which runner came first. */
    @FunctionalInterface
    interface Watcher {
        void seen(Child runner, int results);
    }

    List<Long> through(ServiceSpec spec, int runners, int count, Watcher watcher)
            throws InterruptedException, IOException {
        return through(spec, runners, pictures, count, watcher);
    }

    List<Long> through(
            ServiceSpec spec, int runners, List<byte[]> contents, int count, Watcher watcher)
            throws InterruptedException, IOException {
        try (var results = Results.from(cluster(), cluster().topics().inferenceResults())) {
            requests.fill(requestTopic(), contents, count);
            var children = new Child[runners];
            try {
                for (int i = 0; i < runners; i++) {
                    children[i] = stack.startRunner(spec.named("runner-" + i));
                }
                IntConsumer seen = so -> watcher.seen(children[0], so);
                results.await(count, PATIENCE, seen);
            } finally {
                for (var child : children) {
                    if (child != null) {
                        stack.stop(child);
                    }
                }
            }
            return results.moments();
        }
    }

    @Override
    public void close() {
        stack.close();
    }

    private static Cluster cluster(LocalStack stack) {
        var settings = stack.settings();
        return Cluster.of(settings.bootstrapServers(), settings.registryUrl());
    }
}
