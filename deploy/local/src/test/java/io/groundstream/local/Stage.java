package io.groundstream.local;

import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.operations.kafka.TopicReader;
import io.groundstream.operations.kafka.Traffic;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.Settings;
import io.groundstream.schemas.trace.TraceSettings;
import io.groundstream.schemas.trace.Tracing;
import io.groundstream.testing.Guarantees.Output;

import org.apache.kafka.clients.producer.RecordMetadata;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

/** A running local stack, a publisher, and everything that has come out of it. One thread only. */
public final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    final LocalStack stack;
    final Cluster cluster;
    private final Tracing tracing;
    private final Registry registry;
    private final ImagePublisher publisher;
    private final TopicReader reader;
    private final Traffic traffic;
    private final List<Output> outputs = new ArrayList<>();

    private Stage(LocalStack stack, Tracing tracing) {
        this.stack = stack;
        this.tracing = tracing;
        this.cluster =
                Cluster.of(stack.settings().bootstrapServers(), stack.settings().registryUrl());
        this.registry = cluster.registry();
        this.publisher = new ImagePublisher(cluster, registry, tracing);
        var topics = cluster.topics();
        var read =
                List.of(
                        topics.annotations(),
                        topics.searchDocuments(),
                        topics.moderationDecisions(),
                        topics.deadLetters());
        this.reader = TopicReader.open(cluster, registry, read, true);
        this.traffic = new Traffic(cluster);
    }

    static Stage set(Path folder) throws InterruptedException {
        var root = Path.of("../..").toAbsolutePath().normalize();
        var home = new Home(root);
        var settings = new StackSettings(folder, home.model(), home.registry(), 0, 0);
        return new Stage(LocalStack.start(settings, _ -> {}), Tracing.off());
    }

    /** With settings for topology and runner, whose probes are on these ports, and with traces. */
    static Stage set(Path folder, int topologyPort, int runnerPort, Map<String, String> more)
            throws InterruptedException {
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var settings = new StackSettings(folder, home.model(), home.registry(), 0, 0);
        var stack = LocalStack.startBacking(settings, _ -> {});
        try {
            stack.startTopology(ServiceSpec.TOPOLOGY.with(more), topologyPort);
            stack.startRunner(ServiceSpec.RUNNER.with(more), runnerPort);
            return new Stage(stack, Tracing.open(TraceSettings.from(Settings.of(more), "publish")));
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    RecordMetadata publish(String imageId, byte[] picture)
            throws ExecutionException, InterruptedException {
        return publish(event(imageId, picture));
    }

    RecordMetadata publish(ImageEvent event) throws ExecutionException, InterruptedException {
        return send(event).get();
    }

    /** Does not wait for the broker, which may be away. */
    CompletableFuture<RecordMetadata> send(ImageEvent event) {
        return publisher.publish(event);
    }

    void delete(String imageId) throws ExecutionException, InterruptedException {
        publisher.delete(imageId).get();
    }

    /** Reads until the outputs are as wanted; patience ends when nothing has come for long. */
    List<Output> await(Predicate<List<Output>> wanted) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!wanted.test(outputs)) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError(
                        "not seen, and nothing new within %s, after %s"
                                .formatted(PATIENCE, summary()));
            }
            if (read(POLL)) {
                giveUp = Instant.now().plus(PATIENCE);
            }
        }
        return List.copyOf(outputs);
    }

    /** Reads until each of these images has an annotation or a dead letter. */
    List<Output> awaitEnd(Collection<String> imageIds) {
        return await(seen -> ended(seen).containsAll(imageIds));
    }

    /**
     * Reads until each of these images has ended and nothing is under way that could end one of
     * them again.
     */
    List<Output> awaitRest(Collection<String> imageIds) throws InterruptedException {
        awaitEnd(imageIds);
        var giveUp = Instant.now().plus(PATIENCE);
        while (!traffic.isOver() || !reader.isAtEnd()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("still under way after " + PATIENCE + ": " + traffic);
            }
            read(POLL);
        }
        return List.copyOf(outputs);
    }

    /** What has been read so far. */
    List<Output> outputs() {
        return List.copyOf(outputs);
    }

    Registry registry() {
        return registry;
    }

    @Override
    public void close() throws IOException {
        traffic.close();
        reader.close();
        publisher.close();
        tracing.close();
        registry.close();
        stack.close();
    }

    public static ImageEvent event(String imageId, byte[] picture) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(new InlineImage(ByteBuffer.wrap(picture)))
                .setSubmittedAt(Instant.now())
                .build();
    }

    private boolean read(Duration wait) {
        var batch = reader.poll(wait);
        for (var read : batch) {
            outputs.add(new Output(read.place().topic(), read.key(), read.value()));
        }
        return !batch.isEmpty();
    }

    private Map<String, Long> summary() {
        return outputs.stream()
                .collect(Collectors.groupingBy(Output::topic, Collectors.counting()));
    }

    private static Set<String> ended(List<Output> outputs) {
        return outputs.stream()
                .filter(output -> output.value() != null)
                .map(Output::key)
                .collect(Collectors.toSet());
    }

    public static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
