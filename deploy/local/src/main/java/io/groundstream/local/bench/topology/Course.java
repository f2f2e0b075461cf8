package io.groundstream.local.bench.topology;

import io.groundstream.backing.FreePorts;
import io.groundstream.local.stack.Child;
import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.StackException;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.catalog.Catalog;
import io.groundstream.schemas.catalog.CatalogSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * One contender on topics of its own. Each half of the way is run by itself, from a topic that is
 * full to one that is, so that neither publishers nor runners take part in it. One thread.
 */
final class Course implements AutoCloseable {
    private final LocalStack stack;
    private final Cluster cluster;
    private final Contender contender;
    private final Consumer<String> progress;
    private final Feed feed;
    private final StateFolder state;
    private int images;

    Course(
            LocalStack stack,
            Cluster cluster,
            Contender contender,
            Content content,
            Consumer<String> progress) {
        this.stack = stack;
        this.cluster = cluster;
        this.contender = contender;
        this.progress = progress;
        this.feed = new Feed(cluster, contender, content);
        this.state = new StateFolder(stack.settings().folder().resolve(name()));
    }

    /** So many new images, all the way. */
    Passage run(int count) throws InterruptedException {
        images += count;
        return admit(count).then(project(count));
    }

    /** From images to requests, which are answered when the topology has stopped. */
    private Passage admit(int count) throws InterruptedException {
        feed.images(count);
        var topic = cluster.topics().inferenceRequests(Lane.INTERACTIVE);
        try (var requests = Written.to(cluster, topic)) {
            var passage = pass("admission", requests, count);
            feed.answers(requests);
            return passage;
        }
    }

    /** From results to annotations. */
    private Passage project(int count) throws InterruptedException {
        try (var annotations = Written.to(cluster, cluster.topics().annotations())) {
            return pass("projection", annotations, count);
        }
    }

    private Passage pass(String what, Written output, int count) throws InterruptedException {
        var topology = start(FreePorts.next());
        try {
            var cpu = new CpuMeter(topology, count);
            var passage = Passage.of(output.moments(count, cpu::seen), cpu.millis());
            progress.accept(
                    "  %s of %d: %.0f a second, %.3f ms of processor each"
                            .formatted(what, count, passage.perSecond(), passage.cpuMillis()));
            return passage;
        } finally {
            stack.stop(topology);
        }
    }

    /** What the stores take on disk, and what it takes to restore them. */
    Size size() throws InterruptedException {
        long bytes = state.bytes();
        state.wipe();
        int port = FreePorts.next();
        var topology = start(port);
        try {
            var size =
                    new Size(
                            images,
                            bytes,
                            StateFolder.metric(port, "groundstream_state_restore_seconds"),
                            StateFolder.metric(port, "groundstream_state_restored_records"));
            progress.accept("  " + size);
            return size;
        } finally {
            stack.stop(topology);
        }
    }

    @Override
    public void close() {
        state.wipe();
        try (var admin = cluster.admin()) {
            var prefix = cluster.topics().prefix();
            var all = admin.listTopics().names().get();
            admin.deleteTopics(all.stream().filter(topic -> topic.startsWith(prefix)).toList())
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new StackException("topics could not be deleted: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Creates the topics. */
    void prepare() throws InterruptedException {
        try (var registry = cluster.registry()) {
            Catalog.prepare(
                    new HashMap<>(cluster.kafka()),
                    registry,
                    cluster.topics(),
                    CatalogSettings.SINGLE_BROKER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child start(int port) throws InterruptedException {
        var spec =
                contender
                        .spec(name())
                        .with("topics.prefix", cluster.topics().prefix())
                        .with("state.dir", state.folder().toString());
        return stack.startTopology(spec, port);
    }

    private String name() {
        return cluster.topics().prefix() + "topology";
    }
}
