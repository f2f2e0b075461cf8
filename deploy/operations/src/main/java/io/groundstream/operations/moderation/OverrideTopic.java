package io.groundstream.operations.moderation;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.PresentRecords;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** Writes people's verdicts, and finds the decision that a person has seen. */
public final class OverrideTopic {
    private final Cluster cluster;
    private final Registry registry;
    private final String topic;

    public OverrideTopic(Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.registry = registry;
        this.topic = cluster.topics().moderationOverrides();
    }

    /** The decision that stands about an image. */
    public Optional<ModerationDecision> decision(String imageId) {
        var decoder = new Decoder<>(registry, ModerationDecision.class);
        var last = new AtomicReference<byte @Nullable []>();
        var decisions = cluster.topics().moderationDecisions();
        PresentRecords.read(
                cluster,
                decisions,
                record -> {
                    if (record.key().equals(imageId)) {
                        last.set(record.value());
                    }
                });
        return Optional.ofNullable(last.get())
                .map(bytes -> decoder.decode(Place.unknownIn(decisions), bytes));
    }

    public void put(ModerationOverride override) throws InterruptedException {
        var encoder = new Encoder<ModerationOverride>(registry, Topics.subject(topic));
        send(override.getImageId(), encoder.encode(override));
    }

    /** Leaves the image to the machine again. */
    public void withdraw(String imageId) throws InterruptedException {
        send(imageId, null);
    }

    private void send(String imageId, byte @Nullable [] value) throws InterruptedException {
        try (var producer = cluster.producer()) {
            producer.send(new ProducerRecord<>(topic, imageId, value)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the override was not taken: " + e.getCause(), e);
        }
    }
}
