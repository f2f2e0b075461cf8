package io.groundstream.local.publish;

import io.groundstream.local.publish.Content.Unsendable;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.avro.Version;

import org.apache.kafka.clients.producer.RecordMetadata;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Publishes pictures; the path or URI is the imageId. Each picture has one ending, told in the
 * order in which they were sent, and one that fails does not stop the others. What waits for the
 * broker is bounded, in number and in bytes. Belongs to one thread.
 */
public final class Publication {
    private static final int MOST_AT_ONCE = 64;
    private static final long MOST_BYTES_AT_ONCE = 32L << 20;

    private final Function<ImageEvent, CompletableFuture<RecordMetadata>> publisher;
    private final List<TaskRequest> tasks;
    private final Lane lane;
    private final Consumer<Ending> told;
    private final ArrayDeque<Sent> waiting = new ArrayDeque<>();
    private long bytesWaiting;

    private record Sent(String picture, long bytes, CompletableFuture<RecordMetadata> outcome) {}

    public Publication(
            Function<ImageEvent, CompletableFuture<RecordMetadata>> publisher,
            List<TaskRequest> tasks,
            Lane lane,
            Consumer<Ending> told) {
        this.publisher = publisher;
        this.tasks = List.copyOf(tasks);
        this.lane = lane;
        this.told = told;
    }

    /** Sends all of them and waits for each one's ending. */
    public void publish(List<String> pictures) {
        for (var picture : pictures) {
            var sent = send(picture);
            waiting.add(sent);
            bytesWaiting += sent.bytes();
            while (waiting.size() >= MOST_AT_ONCE || bytesWaiting > MOST_BYTES_AT_ONCE) {
                awaitOldest();
            }
        }
        while (!waiting.isEmpty()) {
            awaitOldest();
        }
    }

    private Sent send(String picture) {
        try {
            var content = Content.of(picture);
            return new Sent(picture, content.bytes(), publisher.apply(event(picture, content)));
        } catch (Unsendable | RuntimeException e) {
            return new Sent(picture, 0, CompletableFuture.failedFuture(e));
        }
    }

    private ImageEvent event(String picture, Content content) {
        return ImageEvent.newBuilder()
                .setImageId(picture)
                .setContent(content.value())
                .setTasks(tasks)
                .setLane(lane)
                .setSubmittedAt(Instant.now())
                .build();
    }

    private void awaitOldest() {
        var sent = waiting.remove();
        bytesWaiting -= sent.bytes();
        told.accept(ending(sent));
    }

    private static Ending ending(Sent sent) {
        try {
            var place = sent.outcome().join();
            var version = new Version(place.partition(), place.offset());
            return new Ending.Published(sent.picture(), sent.bytes(), version);
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            var code = cause instanceof Unsendable unsendable ? unsendable.code() : "PUBLISH";
            return new Ending.Failed(sent.picture(), code, String.valueOf(cause.getMessage()));
        }
    }
}
