package io.groundstream.console.picture;

import io.groundstream.console.web.Problem;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.runner.fetch.Fetched.NotFetched;
import io.groundstream.runner.fetch.Fetched.Picture;
import io.groundstream.runner.fetch.Fetcher;
import io.groundstream.runner.image.Gated.Prepared;
import io.groundstream.runner.image.Gated.Refused;
import io.groundstream.runner.image.ImageGate;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.RegistryUnavailableException;

import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes a thumbnail: reads the event, fetches what it refers to, lets it through the model-runner's
 * image gate, and writes the pixels anew. As many threads as call it have a consumer each.
 */
final class Darkroom implements AutoCloseable {
    private static final Duration FETCH = Duration.ofSeconds(8);

    private final Cluster cluster;
    private final Decoder<ImageEvent> decoder;
    private final Fetcher fetcher;
    private final ImageGate gate;
    private final ConcurrentLinkedQueue<ImageEvents> readers = new ConcurrentLinkedQueue<>();

    Darkroom(PictureSettings settings, Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.decoder = new Decoder<>(registry, ImageEvent.class);
        this.fetcher = Fetcher.open(settings.sources(), settings.limits().maxBytes());
        this.gate = new ImageGate(settings.limits(), PictureResources.LARGEST);
    }

    /**
     * The thumbnail as a JPEG.
     *
     * @throws Problem 404 GONE, 422 with the reason's code, or 503 UNAVAILABLE
     */
    byte[] make(Wanted wanted) {
        var content = event(wanted).getContent();
        var fetched = fetcher.fetch(content, System.nanoTime() + FETCH.toNanos());
        return switch (fetched) {
            case Picture picture -> develop(picture.bytes(), wanted.size());
            case NotFetched(var code, var message, var retryable) ->
                    throw new Problem(retryable ? 503 : 422, code.name(), message);
        };
    }

    private byte[] develop(byte[] bytes, int size) {
        return switch (gate.preview(bytes, size)) {
            case Prepared picture -> Miniature.jpeg(picture);
            case Refused(var code, var message) -> throw new Problem(422, code.name(), message);
        };
    }

    private ImageEvent event(Wanted wanted) {
        var idle = readers.poll();
        var reader = idle == null ? new ImageEvents(cluster, decoder) : idle;
        try {
            var event = reader.at(wanted);
            readers.add(reader);
            return event.orElseThrow(Darkroom::gone);
        } catch (BrokenRecordException _) {
            readers.add(reader);
            throw gone();
        } catch (KafkaException | RegistryUnavailableException e) {
            reader.close();
            throw new Problem(503, "UNAVAILABLE", "the image's event cannot be read now");
        }
    }

    private static Problem gone() {
        return new Problem(404, "GONE", "the picture is no longer on the images topic");
    }

    @Override
    public void close() {
        readers.forEach(ImageEvents::close);
        fetcher.close();
    }
}
