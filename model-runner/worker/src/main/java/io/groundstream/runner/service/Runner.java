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
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.schemas.trace.Tracing;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A running model-runner. It is ready when the model is warm and the share group joined; closing it
 * takes no more requests, finishes, publishes and acknowledges what it has, and frees everything in
 * the reverse order of its making. What is not answered when the drain's time is over goes back to
 * the broker, for another runner.
 */
public final class Runner implements Health, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    // for closing what was cancelled; the whole is below the usual 30 s of grace
    private static final Duration GRACE = Duration.ofSeconds(4);

    private final Deque<Part> parts = new ArrayDeque<>();
    private final AtomicReference<String> stage = new AtomicReference<>("start");
    private final AtomicReference<Annotator> model = new AtomicReference<>();
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
        Gauge.builder("groundstream.ready", this, runner -> runner.isReady() ? 1 : 0)
                .description("1 while the service does its work")
                .tag("service", "runner")
                .register(meters);
        keep(
                "probes",
                ProbeServer.start(
                        config.http().host(), config.http().port(), this, meters::scrape));
        var tracing = keep("traces", Tracing.open(config.traces()).bindTo(meters));
        var topics = config.topics();
        var cluster = keep("admin", new AskedCluster(config.kafka().adminConfig(), topics));
        cluster.requireAll();
        var limits = GroupLimits.read(config.kafka().adminConfig(), topics);
        var registry =
                keep(
                        "registry",
                        Registry.connect(config.registry().url(), config.registry().client()));
        FunctionCounter.builder("groundstream.registry.failures", registry, Registry::failures)
                .description("questions that the schema registry could not be asked")
                .register(meters);
        var encoder = encoder(registry, topics);
        var annotator = keep("model", Annotator.open(config.annotator(), around, meters));
        model.set(annotator);
        var sink =
                keep(
                        "producer",
                        new KafkaResultSink(
                                () -> Clients.producer(config.kafka().producerConfig(), limits),
                                encoder,
                                topics.inferenceResults()));
        var work =
                new Intake.Work(
                        new Decoder<>(registry, InferenceRequest.class),
                        annotator::annotate,
                        sink,
                        annotator.timeAlone(),
                        new ClusterPermit(cluster, sink::renew),
                        tracing);
        intake.set(
                keep(
                        "intake",
                        Intake.start(
                                config.intake(annotator.calls()),
                                limits,
                                (lanes, size) ->
                                        Clients.consumer(
                                                config.kafka().consumerConfig(),
                                                topics,
                                                lanes,
                                                size),
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

    /** False if a thread has died that nothing starts again. */
    @Override
    public boolean isLive() {
        var annotator = model.get();
        var taking = intake.get();
        return (annotator == null || annotator.isAlive()) && (taking == null || taking.isAlive());
    }

    @Override
    public boolean isReady() {
        var taking = intake.get();
        return taking != null && taking.isTaking();
    }

    @Override
    public String reason() {
        var taking = intake.get();
        return taking == null ? "" : taking.standstill();
    }

    /** What {@code /metrics} answers. */
    public String metrics() {
        return meters.scrape();
    }

    @Override
    public void close() {
        var closed = new CountDownLatch(1);
        var _ = Thread.ofVirtual().name("drain-limit").start(() -> limitUntil(closed));
        while (!parts.isEmpty()) {
            var part = parts.pop();
            stage.set(part.name());
            log.atInfo().addKeyValue("stage", part.name()).log("closing");
            try {
                part.closeable().close();
            } catch (Exception e) {
                log.atWarn().addKeyValue("stage", part.name()).setCause(e).log("did not close");
            }
        }
        closed.countDown();
        log.info("closed");
    }

    /** Closes, and returns soon after the drain's time, whatever hangs. */
    void drain() {
        var closing = Thread.ofPlatform().name("drain").daemon().start(this::close);
        try {
            if (!closing.join(config.runner().drainTimeout().plus(GRACE))) {
                log.atError().addKeyValue("stage", stage.get()).log("closing takes too long, ends");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void limitUntil(CountDownLatch closed) {
        try {
            if (closed.await(config.runner().drainTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            return;
        }
        log.atWarn()
                .addKeyValue("stage", stage.get())
                .addKeyValue("limit", config.runner().drainTimeout())
                .log("draining takes too long, what is not answered goes back");
        Optional.ofNullable(intake.get()).ifPresent(Intake::giveBack);
        Optional.ofNullable(model.get()).ifPresent(Annotator::cancel);
    }

    private <T extends AutoCloseable> T keep(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    private record Part(String name, AutoCloseable closeable) {}
}
