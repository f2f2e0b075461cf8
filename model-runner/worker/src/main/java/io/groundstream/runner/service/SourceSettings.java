package io.groundstream.runner.service;

import io.groundstream.runner.fetch.Folders;
import io.groundstream.runner.fetch.Reach;
import io.groundstream.runner.fetch.Sources;
import io.groundstream.runner.fetch.address.Network;
import io.groundstream.runner.fetch.http.AllowedHosts;
import io.groundstream.runner.fetch.http.TrustStore;
import io.groundstream.runner.fetch.http.WebLimits;
import io.groundstream.schemas.service.Settings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** Where pictures may come from. */
public record SourceSettings(Sources sources) {
    /** Reads every key; faults are reported by the caller's {@link Settings#check}. */
    public static SourceSettings from(Settings settings) {
        var reach = new Reach(networks(settings), tls(settings), limits(settings));
        return new SourceSettings(
                new Sources(folders(settings), hosts(settings), S3Settings.from(settings), reach));
    }

    private static Folders folders(Settings settings) {
        try {
            return Folders.of(settings.list("source.folders").stream().map(Path::of).toList());
        } catch (IOException e) {
            settings.fault("source.folders: no such folder: " + e.getMessage());
            return Folders.none();
        }
    }

    private static AllowedHosts hosts(Settings settings) {
        try {
            return AllowedHosts.of(settings.list("source.hosts"));
        } catch (IllegalArgumentException e) {
            settings.fault("source.hosts: " + e.getMessage());
            return AllowedHosts.none();
        }
    }

    private static List<Network> networks(Settings settings) {
        var networks = new ArrayList<Network>();
        for (var text : settings.list("source.networks")) {
            try {
                networks.add(Network.parse(text));
            } catch (IllegalArgumentException e) {
                settings.fault("source.networks: " + e.getMessage());
            }
        }
        return networks;
    }

    private static Optional<SSLContext> tls(Settings settings) {
        var file = settings.text("source.trust-store", "");
        var password = settings.text("source.trust-store-password", "");
        if (file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TrustStore.of(Path.of(file), password));
        } catch (IOException e) {
            settings.fault("source.trust-store: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static WebLimits limits(Settings settings) {
        var otherwise = WebLimits.DEFAULT;
        return new WebLimits(
                duration(settings, "source.connect-timeout", otherwise.connect()),
                duration(settings, "source.timeout", otherwise.whole()),
                clamped(settings, "source.concurrency", otherwise.concurrency(), 1, 1_024),
                clamped(settings, "source.redirects", otherwise.redirects(), 0, 10));
    }

    /** A fault is reported with all others, and until then the default stands in. */
    private static Duration duration(Settings settings, String key, Duration otherwise) {
        var value = settings.duration(key, otherwise);
        if (value.isPositive()) {
            return value;
        }
        settings.fault(key + " must be longer than nothing");
        return otherwise;
    }

    private static int clamped(Settings settings, String key, int otherwise, int least, int most) {
        return Math.clamp(settings.integer(key, otherwise, least, most), least, most);
    }
}
