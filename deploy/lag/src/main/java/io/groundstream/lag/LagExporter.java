package io.groundstream.lag;

import io.groundstream.operations.lag.Lags;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.ProbeServer;
import io.groundstream.schemas.service.Refusals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures in one thread and answers in others. It answers while the cluster does not: then it is
 * not ready, and shows no lag. What was measured is believed for three intervals.
 */
final class LagExporter implements Health, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LagExporter.class);
    private static final long DRAIN_SECONDS = 10;

    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("lag-measure").factory());
    private final Counter failures = meters.counter("groundstream.lag.failures");
    private final Refusals refusals;
    private final Lags lags;
    private final LagBoard board;
    private final ProbeServer probes;
    // of the measuring thread
    private boolean answered = true;

    private LagExporter(LagConfig config, Admin admin) {
        var believed = config.interval().multipliedBy(3).plus(config.timeout());
        this.refusals = Refusals.ofCluster(config.kafka().getOrDefault("bootstrap.servers", ""));
        this.lags = new Lags(config.topics(), () -> admin, config.timeout());
        this.board = new LagBoard(config.topics(), believed, meters);
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        Gauge.builder("groundstream.ready", this, exporter -> exporter.isReady() ? 1 : 0)
                .description("1 while the service does its work")
                .tag("service", "lag-exporter")
                .register(meters);
        this.probes =
                ProbeServer.start(
                        config.http().host(),
                        config.http().port(),
                        this,
                        () -> board.scrape(System.nanoTime()));
    }

    /**
     * Starts answering and measuring, whether the cluster can be reached or not.
     *
     * @throws ConfigException if the port is taken, or Kafka's client cannot be made of its
     *     settings
     */
    static LagExporter start(LagConfig config) {
        PlainTalk.require(config.kafka());
        var admin = admin(config);
        try {
            var exporter = new LagExporter(config, admin);
            var _ =
                    exporter.thread.scheduleAtFixedRate(
                            exporter::measure,
                            0,
                            config.interval().toMillis(),
                            TimeUnit.MILLISECONDS);
            log.atInfo()
                    .addKeyValue("host", config.http().host())
                    .addKeyValue("port", exporter.port())
                    .addKeyValue("interval", config.interval())
                    .log("serving");
            return exporter;
        } catch (RuntimeException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** False if a thread has died that nothing starts again. */
    @Override
    public boolean isLive() {
        return !thread.isTerminated();
    }

    @Override
    public boolean isReady() {
        return board.isFresh();
    }

    int port() {
        return probes.port();
    }

    @Override
    public void close() {
        probes.close();
        thread.shutdownNow();
        try {
            var _ = thread.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        lags.close();
        log.info("closed");
    }

    private static Admin admin(LagConfig config) {
        try {
            return Admin.create(new HashMap<String, Object>(config.kafka()));
        } catch (KafkaException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigException("kafka: " + cause.getMessage());
        }
    }

    private void measure() {
        try {
            board.show(lags.measure(), System.nanoTime());
            if (!answered) {
                log.info("the cluster tells the lag again");
            }
            answered = true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            missed(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            // else the executor would never call again
            missed(e);
        }
    }

    /** What was known stands until it is too old: one slow answer is no outage. */
    private void missed(Throwable failure) {
        failures.increment();
        if (answered) {
            log.atWarn()
                    .addKeyValue("failure", refusals.words(failure).orElse(failure.toString()))
                    .log("no lag from the cluster");
        }
        answered = false;
    }
}
