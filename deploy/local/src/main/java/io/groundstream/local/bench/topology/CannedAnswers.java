package io.groundstream.local.bench.topology;

import static java.util.Objects.requireNonNull;

import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.ScoredBox;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.decide.Digest;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A runner that has an answer to everything: a caption with three phrases, each with its box. */
public final class CannedAnswers {
    private final boolean isChecked;
    private final String topic;
    private final Encoder<InferenceResult> encoder;
    private final Decoder<InferenceRequest> decoder;
    private final Generated answer = answer();

    /**
     * @param isChecked whether the topology compares a result with the picture; the bare one passes
     *     events on as its requests
     */
    public CannedAnswers(Registry registry, Topics topics, boolean isChecked) {
        this.isChecked = isChecked;
        this.topic = topics.inferenceResults();
        this.encoder = new Encoder<>(registry, Topics.subject(topic));
        this.decoder = new Decoder<>(registry, InferenceRequest.class);
    }

    /** As a runner that has read the picture: a result about other bytes would not be taken. */
    public ProducerRecord<String, byte[]> to(ConsumerRecord<String, byte[]> request) {
        var flight = requireNonNull(request.headers().lastHeader(Headers.FLIGHT_ID)).value();
        var result =
                InferenceResult.newBuilder()
                        .setWorkKey(request.key())
                        .setFlightId(new String(flight, StandardCharsets.UTF_8))
                        .setOutcome(about(request))
                        .setDeliveryCount(1)
                        .setRunner("canned")
                        .setCompletedAt(Instant.now())
                        .build();
        return new ProducerRecord<>(topic, request.key(), encoder.encode(result));
    }

    private Generated about(ConsumerRecord<String, byte[]> request) {
        if (!isChecked) {
            return answer;
        }
        var place = new Place(request.topic(), request.partition(), request.offset());
        return decoder.decode(place, request.value()).getContent() instanceof InlineImage inline
                ? Generated.newBuilder(answer).setContentSha256(Digest.of(inline.getData())).build()
                : answer;
    }

    private static Generated answer() {
        var result =
                TaskResult.newBuilder()
                        .setText("a red ball and a blue cube on a table")
                        .setConfidence(0.93)
                        .setRawConfidence(0.93)
                        .setEntities(
                                List.of(
                                        entity("a red ball", 0),
                                        entity("a blue cube", 15),
                                        entity("a table", 30)))
                        .setRawText("<grounding> a red ball and a blue cube on a table")
                        .build();
        return Generated.newBuilder()
                .setContentSha256("ab".repeat(32))
                .setWidth(640)
                .setHeight(480)
                .setMediaType("image/jpeg")
                .setResults(List.of(result))
                .setModel(new ModelInfo("canned", "cd".repeat(32), "1", "fp32", "cpu"))
                .build();
    }

    private static Entity entity(String phrase, int start) {
        var box = new ScoredBox(new Box(0.1, 0.2, 0.3, 0.4), 0.9, 0.9);
        return Entity.newBuilder()
                .setPhrase(phrase)
                .setSpanStart(start)
                .setSpanEnd(start + phrase.length())
                .setPhraseConfidence(0.9)
                .setRawPhraseConfidence(0.9)
                .setBoxes(List.of(box))
                .build();
    }
}
