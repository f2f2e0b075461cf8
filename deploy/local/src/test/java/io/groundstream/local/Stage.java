package io.groundstream.local;

import io.groundstream.local.kafka.Cluster;
import io.groundstream.local.kafka.ImagePublisher;
import io.groundstream.local.kafka.TopicReader;
import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.serde.Registry;
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
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

import javax.imageio.ImageIO;

/** A running local stack, a publisher, and everything that has come out of it. One thread only. */
final class Stage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);

    final LocalStack stack;
    final Cluster cluster;
    private final Registry registry;
    private final ImagePublisher publisher;
    private final TopicReader reader;
    private final List<Output> outputs = new ArrayList<>();

    private Stage(LocalStack stack) {
        this.stack = stack;
        this.cluster =
                Cluster.of(stack.settings().bootstrapServers(), stack.settings().registryUrl());
        this.registry = cluster.registry();
        this.publisher = new ImagePublisher(cluster, registry);
        var topics = cluster.topics();
        var read =
                List.of(
                        topics.annotations(),
                        topics.searchDocuments(),
                        topics.moderationDecisions(),
                        topics.deadLetters());
        this.reader = TopicReader.open(cluster, registry, read, true);
    }

    static Stage set(Path folder) throws InterruptedException {
        var root = Path.of("../..").toAbsolutePath().normalize();
        var home = new Home(root);
        var settings = new StackSettings(folder, home.model(), home.registry(), 0, 0);
        return new Stage(LocalStack.start(settings, _ -> {}));
    }

    RecordMetadata publish(String imageId, byte[] picture)
            throws ExecutionException, InterruptedException {
        return publish(event(imageId, picture));
    }

    RecordMetadata publish(ImageEvent event) throws ExecutionException, InterruptedException {
        return publisher.publish(event).get();
    }

    void delete(String imageId) throws ExecutionException, InterruptedException {
        publisher.delete(imageId).get();
    }

    /** Reads until the outputs are as wanted. */
    List<Output> await(Predicate<List<Output>> wanted) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (!wanted.test(outputs)) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError(
                        "not seen within " + PATIENCE + "; read so far: " + outputs);
            }
            for (var read : reader.poll(POLL)) {
                outputs.add(new Output(read.place().topic(), read.key(), read.value()));
            }
        }
        return List.copyOf(outputs);
    }

    /** Reads until each of these images has an annotation or a dead letter. */
    List<Output> awaitEnd(List<String> imageIds) {
        return await(
                seen ->
                        imageIds.stream()
                                .allMatch(
                                        id ->
                                                seen.stream()
                                                        .anyMatch(
                                                                o ->
                                                                        o.key().equals(id)
                                                                                && o.value()
                                                                                        != null)));
    }

    Registry registry() {
        return registry;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        publisher.close();
        registry.close();
        stack.close();
    }

    static ImageEvent event(String imageId, byte[] picture) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(new InlineImage(ByteBuffer.wrap(picture)))
                .setSubmittedAt(Instant.now())
                .build();
    }

    static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }
}
