package io.groundstream.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.groundstream.console.stand.Installation;
import io.groundstream.console.stand.Stand;
import io.groundstream.console.stand.TestConsole;
import io.groundstream.operations.lag.Lags;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.ProbeServer;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/** Real metrics over real HTTP, and the lag of real groups. */
@ExtendWith(Stand.class)
class PipelineIT {
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final int PATIENCE = 300;

    private final PrometheusMeterRegistry topology =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PrometheusMeterRegistry runner =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Installation here;

    PipelineIT(Installation here) {
        this.here = here;
    }

    @Test
    void whatTheServicesCountIsStreamedAsRates() throws Exception {
        var annotated = topology.counter("groundstream.images", "outcome", "annotated");
        var batches = DistributionSummary.builder("groundstream.batch.size").register(runner);
        var decode =
                Timer.builder("groundstream.stage")
                        .tag("stage", "decode")
                        .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100))
                        .register(runner);
        try (var topologyProbe = probe(topology);
                var runnerProbe = probe(runner);
                var pipeline =
                        Pipeline.start(
                                here.cluster(),
                                List.of(uri(topologyProbe), uri(runnerProbe)),
                                OFTEN);
                var console = new TestConsole(new PipelineResources(pipeline));
                var stream =
                        new BufferedReader(
                                new InputStreamReader(
                                        console.stream("/pipeline/stream"),
                                        StandardCharsets.UTF_8))) {
            var begun = await(stream, point -> !point.path("annotationsPerSecond").isNull());
            annotated.increment(50);
            batches.record(4);
            batches.record(6);
            decode.record(Duration.ofMillis(3));

            var grown = await(stream, point -> point.path("annotationsPerSecond").asDouble() > 0);
            var timed = await(stream, point -> !point.path("decodeP50").isNull());
            runnerProbe.close();
            var fallen = await(stream, point -> !point.at("/runners/0/up").asBoolean(true));
            var all = console.get("/pipeline").json();
            pipeline.dismiss();
            assertThat(stream.lines().reduce((_, last) -> last)).as("the stream ends").isPresent();
            assertThat(console.get("/pipeline/stream").code()).isEqualTo("BUSY");

            assertThat(begun.at("/topologies/0/up").asBoolean()).isTrue();
            assertThat(begun.at("/runners/0/instance").asText()).startsWith("127.0.0.1:");
            assertThat(grown.path("annotationsPerSecond").asDouble()).isGreaterThan(50);
            assertThat(timed.path("batchSize").asDouble()).isEqualTo(5);
            assertThat(timed.path("decodeP95").asDouble()).isBetween(1.0, 10.0);
            assertThat(fallen.path("requestsLag").isNumber()).isTrue();
            assertThat(all.at("/runners/0/up").asBoolean(true)).isFalse();
            assertThat(all.at("/series/at").size())
                    .isEqualTo(all.at("/series/annotationsPerSecond").size())
                    .isGreaterThan(3);
            assertThat(console.get("/pipeline?minutes=5").code()).isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void theLagIsWhatTheGroupsHaveNotDoneWith() throws Exception {
        var images = here.topics().images();
        var requests = here.topics().inferenceRequests(Lane.INTERACTIVE);
        for (int i = 0; i < 5; i++) {
            here.send(images, "same", new byte[] {1});
            here.send(requests, "same", new byte[] {1});
        }
        try (var lags = Pipeline.lags(here.cluster());
                var admin = here.cluster().admin()) {
            assertThat(await(lags, _ -> true)).isEqualTo(new Backlog(5, 5, 5));

            int partition = here.records(images, "same").getFirst().partition();
            var read = Map.of(new TopicPartition(images, partition), new OffsetAndMetadata(2));
            admin.alterConsumerGroupOffsets(here.topics().topologyId(), read).all().get();
            acknowledge(requests, 4);

            assertThat(await(lags, backlog -> backlog.requests() == 1))
                    .isEqualTo(new Backlog(3, 1, 5));
        }
    }

    /** As runners do; the last one that was taken is given back. */
    private void acknowledge(String topic, int count) {
        var config =
                Map.<String, Object>of(
                        "bootstrap.servers", here.cluster().bootstrapServers(),
                        "group.id", here.topics().runnerGroup(),
                        "share.acknowledgement.mode", "explicit");
        int accepted = 0;
        try (var consumer =
                new KafkaShareConsumer<>(
                        config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (accepted < count) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    boolean done = accepted < count;
                    accepted += done ? 1 : 0;
                    consumer.acknowledge(
                            record, done ? AcknowledgeType.ACCEPT : AcknowledgeType.RELEASE);
                }
                var _ = consumer.commitSync();
            }
        }
    }

    private static ProbeServer probe(PrometheusMeterRegistry meters) {
        var health =
                new Health() {
                    @Override
                    public boolean isLive() {
                        return true;
                    }

                    @Override
                    public boolean isReady() {
                        return true;
                    }
                };
        return ProbeServer.start("127.0.0.1", 0, health, meters::scrape);
    }

    private static URI uri(ProbeServer probe) {
        return URI.create("http://127.0.0.1:" + probe.port() + "/");
    }

    /** A coordinator that has just been made may not answer in time at first. */
    private Backlog await(Lags lags, Predicate<Backlog> wanted) throws Exception {
        var seen = "nothing";
        for (int i = 0; i < PATIENCE; i++) {
            try {
                var backlog = Backlog.of(lags.measure(), here.topics().images());
                if (wanted.test(backlog)) {
                    return backlog;
                }
                seen = backlog.toString();
            } catch (ExecutionException e) {
                seen = e.toString();
            }
        }
        throw new AssertionError("not so after " + PATIENCE + " questions: " + seen);
    }

    private static JsonNode await(BufferedReader stream, Predicate<JsonNode> wanted)
            throws Exception {
        for (int points = 0; points < PATIENCE; ) {
            var line = stream.readLine();
            assertThat(line).as("the stream goes on").isNotNull();
            if (line.startsWith("data: ")) {
                points++;
                var point = new ObjectMapper().readTree(line.substring("data: ".length()));
                if (wanted.test(point)) {
                    return point;
                }
            }
        }
        throw new AssertionError("not seen in " + PATIENCE + " points");
    }
}
