package io.groundstream.local.bench.runner;

import io.groundstream.runner.annotate.Outcome;
import io.groundstream.runner.intake.GroupLimits;
import io.groundstream.runner.intake.Intake;
import io.groundstream.runner.intake.IntakeSettings;
import io.groundstream.runner.intake.KafkaResultSink;
import io.groundstream.runner.service.Clients;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.TrustedRecords;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The runner's intake and publishing, with an empty answer to everything. */
public final class NullRunnerMain {
    static {
        TrustedRecords.vouch();
    }

    private NullRunnerMain() {}

    public static void main(String[] args) throws InterruptedException, IOException {
        var settings = NullSettings.read(args[0]);
        var topics = settings.topics();
        var limits = GroupLimits.read(settings.kafka(), topics);
        Outcome nothing = new Outcome.Success(Generated.newBuilder().build());
        try (var registry = Registry.connect(settings.registry(), Map.of());
                var sink =
                        new KafkaResultSink(
                                () -> Clients.producer(settings.kafka(), limits),
                                new Encoder<>(registry, Topics.subject(topics.inferenceResults())),
                                topics.inferenceResults());
                var _ =
                        Intake.start(
                                new IntakeSettings("null", NullSettings.ROUNDS, NullSettings.POLL),
                                limits,
                                (lanes, size) ->
                                        Clients.consumer(settings.kafka(), topics, lanes, size),
                                new Intake.Work(
                                        new Decoder<>(registry, InferenceRequest.class),
                                        _ -> CompletableFuture.completedFuture(nothing),
                                        sink,
                                        Duration.ofMillis(1)),
                                new SimpleMeterRegistry())) {
            settings.serve();
        }
    }
}
