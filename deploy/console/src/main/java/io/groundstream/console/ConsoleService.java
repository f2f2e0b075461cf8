package io.groundstream.console;

import io.groundstream.console.ask.AskResources;
import io.groundstream.console.ask.Settled;
import io.groundstream.console.letters.LetterResources;
import io.groundstream.console.letters.Letters;
import io.groundstream.console.letters.ReplayResources;
import io.groundstream.console.live.LiveView;
import io.groundstream.console.moderation.DecisionResources;
import io.groundstream.console.moderation.Decisions;
import io.groundstream.console.moderation.OverrideResources;
import io.groundstream.console.moderation.PolicyResources;
import io.groundstream.console.picture.PictureResources;
import io.groundstream.console.pipeline.Pipeline;
import io.groundstream.console.pipeline.PipelineResources;
import io.groundstream.console.search.ImageResources;
import io.groundstream.console.search.SearchResources;
import io.groundstream.console.web.ConsoleServer;
import io.groundstream.console.web.Probes;
import io.groundstream.console.web.Resources;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.schemas.service.Health;
import io.groundstream.schemas.service.PlainTalk;
import io.groundstream.schemas.service.WorkingFolder;
import io.groundstream.schemas.trace.Tracing;
import io.groundstream.search.SearchIndices;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A running console. It answers as soon as it is started, and is ready while it follows the stream
 * and indexes it; closing it sends those who watch away, and frees everything in the reverse order
 * of its making.
 */
public final class ConsoleService implements Health, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ConsoleService.class);

    private final ConsoleConfig config;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<AutoCloseable> dismissals = new ArrayList<>();
    private final AtomicReference<LiveView> live = new AtomicReference<>();
    private final PrometheusMeterRegistry meters =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<SearchIndices> indices = new AtomicReference<>();
    private volatile int port;

    ConsoleService(ConsoleConfig config) {
        this.config = config;
    }

    /**
     * Starts following, then answering.
     *
     * @throws ConfigException if the port is taken, the folder of the indices cannot be written to,
     *     or Kafka's client cannot be made of its settings
     */
    public static ConsoleService start(ConsoleConfig config) {
        var service = new ConsoleService(config);
        try {
            service.build();
            log.atInfo()
                    .addKeyValue("host", config.web().host())
                    .addKeyValue("port", service.port)
                    .log("serving");
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void build() {
        new JvmMemoryMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        WorkingFolder.require("index.dir", config.indexDir());
        requireClient(config.cluster());
        var registry = keep(config.cluster().registry());
        ConsoleMeters.bind(meters, this, registry);
        var view = keep(new LiveView(config.live(), config.cluster(), registry, meters));
        view.start();
        live.set(view);
        port = keep(ConsoleServer.start(config.web(), resources(registry, view))).port();
        // goes first: who watches and waits would hold the server up
        dismissals.forEach(parts::push);
    }

    /** The live view would try again for ever. */
    private static void requireClient(Cluster cluster) {
        PlainTalk.require(cluster.kafka());
        try {
            cluster.consumer().close();
        } catch (KafkaException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new ConfigException("kafka: " + cause.getMessage());
        }
    }

    /** Every group of resources; what they need is kept until the end. */
    List<Resources> resources(Registry registry, LiveView view) {
        var cluster = config.cluster();
        var found = keep(SearchIndices.open(config.indexDir(), cluster, registry));
        indices.set(found);
        ConsoleMeters.bind(meters, found, cluster.topics());
        var standing = found.decisions();
        var decisions = new Decisions(standing::get, standing::find, standing::counts);
        var dead = found.letters();
        var letters = new Letters(dead::get, dead::find, dead::counts);
        var pipeline = keep(Pipeline.start(cluster, config.probes()));
        var settled = new Settled(found.annotations()::get, dead::get);
        var tracing = keep(Tracing.open(config.traces()).bindTo(meters));
        int largest = config.web().maxUpload();
        var ask = keep(AskResources.start(cluster, registry, settled, largest, tracing));
        dismissals.addAll(List.of(view::dismiss, pipeline::dismiss, ask::dismiss));
        return List.of(
                new Probes(this, meters::scrape),
                new StatusResources(cluster.topics().prefix(), view::model, found, Instant.now()),
                view,
                keep(new PictureResources(config.pictures(), cluster, registry)),
                new SearchResources(found.documents()),
                new ImageResources(found.annotations(), standing, dead),
                new DecisionResources(decisions),
                new OverrideResources(cluster, registry, decisions),
                new PolicyResources(cluster, registry),
                new LetterResources(letters),
                new ReplayResources(cluster, letters),
                new PipelineResources(pipeline),
                ask);
    }

    /** False if a thread has died that nothing starts again. */
    @Override
    public boolean isLive() {
        return view().map(LiveView::isAlive).orElse(true);
    }

    @Override
    public boolean isReady() {
        var found = indices.get();
        return view().map(LiveView::isFollowing).orElse(false)
                && found != null
                && found.fault() == null;
    }

    @Override
    public String reason() {
        var found = indices.get();
        var fault = found == null ? null : found.fault();
        return fault == null ? "" : fault;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    private Optional<LiveView> view() {
        return Optional.ofNullable(live.get());
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atWarn().addKeyValue("part", part).setCause(e).log("did not close");
            }
        }
        log.info("closed");
    }

    private <T extends AutoCloseable> T keep(T part) {
        parts.push(part);
        return part;
    }
}
