package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.WorkAnswer;
import io.groundstream.schemas.avro.WorkClaim;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.trace.Trace;
import io.groundstream.topology.decide.Output;

import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Turns outputs into records for the sinks. Everything that can fail fails here, before any is
 * sent.
 */
final class Outbox {
    private final Encoder<InferenceRequest> interactive;
    private final Encoder<InferenceRequest> bulk;
    private final Encoder<WorkClaim> claims;
    private final Encoder<WorkAnswer> answers;
    private final Encoder<Annotation> annotations;
    private final Encoder<SearchDocument> documents;
    private final Encoder<DeadLetter> letters;
    private final Encoder<ModerationDecision> decisions;

    Outbox(Registry registry, Topics topics) {
        this.interactive = encoder(registry, topics.inferenceRequests(Lane.INTERACTIVE));
        this.bulk = encoder(registry, topics.inferenceRequests(Lane.BULK));
        this.claims = encoder(registry, topics.claims());
        this.answers = encoder(registry, topics.answers());
        this.annotations = encoder(registry, topics.annotations());
        this.documents = encoder(registry, topics.searchDocuments());
        this.letters = encoder(registry, topics.deadLetters());
        this.decisions = encoder(registry, topics.moderationDecisions());
    }

    Addressed address(Output output, Trace trace, Instant now) {
        return switch (output) {
            case Output.Request(var request) -> request(request, trace, now);
            case Output.Claim(var claim) ->
                    new Addressed(
                            Nodes.CLAIMS_OUT,
                            plain(claim.getWorkKey(), claims.encode(claim), trace, now));
            case Output.Answered(var answer) ->
                    new Addressed(
                            Nodes.ANSWERS_OUT,
                            plain(answer.getImageId(), answers.encode(answer), trace, now));
            case Output.Annotated(var annotation) ->
                    new Addressed(
                            Nodes.ANNOTATIONS,
                            plain(
                                    annotation.getImageId(),
                                    annotations.encode(annotation),
                                    trace,
                                    now));
            case Output.Document(var document) ->
                    new Addressed(
                            Nodes.SEARCH_DOCUMENTS,
                            plain(document.getImageId(), documents.encode(document), trace, now));
            case Output.Letter(var letter) ->
                    new Addressed(
                            Nodes.DEAD_LETTERS,
                            plain(letter.getImageId(), letters.encode(letter), trace, now));
            case Output.Decided(var decision) ->
                    new Addressed(
                            Nodes.MODERATION_DECISIONS,
                            plain(decision.getImageId(), decisions.encode(decision), trace, now));
            case Output.Tombstone(var imageId, var projection) ->
                    new Addressed(sink(projection), plain(imageId, null, trace, now));
        };
    }

    private Addressed request(InferenceRequest request, Trace trace, Instant now) {
        var lane = request.getLane();
        var headers = trace.headers();
        headers.add(Headers.FLIGHT_ID, request.getFlightId().getBytes(StandardCharsets.UTF_8));
        return switch (lane) {
            case INTERACTIVE ->
                    new Addressed(
                            Nodes.REQUESTS_INTERACTIVE,
                            plain(request.getWorkKey(), interactive.encode(request), trace, now)
                                    .withHeaders(headers));
            case BULK ->
                    new Addressed(
                            Nodes.REQUESTS_BULK,
                            plain(request.getWorkKey(), bulk.encode(request), trace, now)
                                    .withHeaders(headers));
        };
    }

    private static Record<String, byte[]> plain(
            String key, byte @Nullable [] value, Trace trace, Instant now) {
        return new Record<>(key, value, now.toEpochMilli(), trace.headers());
    }

    private static String sink(Output.Projection projection) {
        return switch (projection) {
            case ANNOTATIONS -> Nodes.ANNOTATIONS;
            case SEARCH_DOCUMENTS -> Nodes.SEARCH_DOCUMENTS;
            case MODERATION_DECISIONS -> Nodes.MODERATION_DECISIONS;
            case DEAD_LETTERS -> Nodes.DEAD_LETTERS;
        };
    }

    private static <T extends org.apache.avro.specific.SpecificRecord> Encoder<T> encoder(
            Registry registry, String topic) {
        return new Encoder<>(registry, Topics.subject(topic));
    }

    /** A record and the sink that it goes to. */
    record Addressed(String sink, Record<String, byte[]> record) {}
}
