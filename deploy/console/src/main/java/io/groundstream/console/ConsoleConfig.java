package io.groundstream.console;

import io.groundstream.console.live.LiveSettings;
import io.groundstream.console.picture.PictureSettings;
import io.groundstream.console.web.WebSettings;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.service.Settings;
import io.groundstream.schemas.trace.TraceSettings;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * All settings of the console.
 *
 * @param indexDir where the search indices are; they can be built again, but that takes its time
 * @param probes base addresses of the runners' and the topologies' metrics
 */
public record ConsoleConfig(
        Cluster cluster,
        WebSettings web,
        Path indexDir,
        List<URI> probes,
        LiveSettings live,
        PictureSettings pictures,
        TraceSettings traces) {
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public ConsoleConfig {
        probes = List.copyOf(probes);
    }

    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static ConsoleConfig from(Settings settings) {
        return new ConsoleConfig(
                cluster(settings),
                WebSettings.from(settings),
                Path.of(settings.required("index.dir")),
                settings.list("pipeline.metrics").stream()
                        .map(address -> probe(settings, address))
                        .toList(),
                LiveSettings.from(settings),
                PictureSettings.from(settings),
                TraceSettings.from(settings, "console"));
    }

    private static Cluster cluster(Settings settings) {
        var servers = settings.required("kafka.bootstrap.servers");
        var url = settings.required("registry.url");
        var kafka = new HashMap<>(settings.under("kafka."));
        kafka.put("bootstrap.servers", servers);
        return new Cluster(kafka, url, settings.under("registry."), Topics.from(settings));
    }

    private static URI probe(Settings settings, String address) {
        try {
            var uri = URI.create(address);
            if (uri.getHost() != null
                    && SCHEMES.contains(Objects.requireNonNullElse(uri.getScheme(), ""))) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // is told below
        }
        settings.fault("pipeline.metrics are addresses such as http://host:8090, got " + address);
        return URI.create("http://localhost");
    }
}
