package io.groundstream.runner.service;

import io.groundstream.runner.annotate.Annotator;
import io.groundstream.runner.generate.TextGenerator;
import io.groundstream.runner.intake.GroupLimits;
import io.groundstream.runner.intake.Intake;
import io.groundstream.runner.intake.KafkaResultSink;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.serde.UnknownSchemaException;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.ProbeServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A running model-runner. It is ready when the model is warm and the share group joined; closing it
 * takes no more requests, finishes, publishes and acknowledges what it has, and frees everything in
 * the reverse order of its making.
 */
public final class Runner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final AtomicReference<Intake> intake = new AtomicReference<>();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunnerConfig config;

    private Runner(RunnerConfig config) {
        this.config = config;
    }

    /** Starts all parts; returns when requests are being taken. */
    public static Runner start(RunnerConfig config) throws InterruptedException {
        return start(config, UnaryOperator.identity());
    }

    /** The same with something of the caller's around the generator. */
    public static Runner start(RunnerConfig config, UnaryOperator<TextGenerator> around)
            throws InterruptedException {
        var runner = new Runner(config);
        try {
            runner.build(around);
            return runner;
        } catch (RuntimeException | InterruptedException e) {
            runner.close();
            throw e;
        }
    }

    private void build(UnaryOperator<TextGenerator> around) throws InterruptedException {
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        keep(
                ProbeServer.start(
                        config.http().host(), config.http().port(), this::isReady, meters::scrape));
        var topics = config.topics();
        var limits = GroupLimits.read(config.kafka().adminConfig(), topics);
        var registry = keep(Registry.connect(config.registry().url(), config.registry().client()));
        var encoder = encoder(registry, topics);
        var annotator = keep(Annotator.open(config.annotator(), around, meters));
        var producer = keep(Clients.producer(config.kafka(), limits));
        var work =
                new Intake.Work(
                        new Decoder<>(registry, InferenceRequest.class),
                        annotator::annotate,
                        new KafkaResultSink(producer, encoder, topics.inferenceResults()),
                        annotator.timeAlone());
        intake.set(
                keep(
                        Intake.start(
                                config.intake(),
                                limits,
                                size -> Clients.consumer(config.kafka(), topics, size),
                                work,
                                meters)));
        log.atInfo()
                .addKeyValue("runner", config.runner().name())
                .addKeyValue("group", topics.runnerGroup())
                .addKeyValue("lock", limits.lock())
                .addKeyValue("deliveries", limits.deliveries())
                .log("taking requests");
    }

    /** Looks the result's schema up at once: without it nothing could be answered. */
    private static Encoder<InferenceResult> encoder(Registry registry, Topics topics) {
        var subject = Topics.subject(topics.inferenceResults());
        try {
            registry.idOf(subject, InferenceResult.getClassSchema());
        } catch (UnknownSchemaException e) {
            throw new ConfigException(
                    "the registry does not have this release's schemas, has the admin step run? "
                            + e.getMessage());
        }
        return new Encoder<>(registry, subject);
    }

    public boolean isReady() {
        var taking = intake.get();
        return taking != null && taking.isTaking();
    }

    /** What {@code /metrics} answers. */
    public String metrics() {
        return meters.scrape();
    }

    @Override
    public void close() {
        log.info("closing");
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.atWarn().setCause(e).log("a part did not close");
            }
        }
        log.info("closed");
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }
}
