package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.address.Network;
import io.groundstream.runner.fetch.http.AllowedHosts;
import io.groundstream.runner.fetch.http.WebLimits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sources with little patience. */
final class TestSources {
    static final WebLimits LIMITS =
            new WebLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 4, 3);
    static final WebLimits HASTY =
            new WebLimits(Duration.ofMillis(300), Duration.ofMillis(300), 4, 3);

    private TestSources() {}

    static Sources hosts(String... hosts) {
        return hosts(LIMITS, hosts);
    }

    static Sources hosts(WebLimits limits, String... hosts) {
        return web(new Reach(List.of(), Optional.empty(), limits), hosts);
    }

    static Sources web(Reach reach, String... hosts) {
        return new Sources(
                Folders.none(), AllowedHosts.of(List.of(hosts)), Optional.empty(), reach);
    }

    static Reach reaching(String... networks) {
        var named = List.of(networks).stream().map(Network::parse).toList();
        return new Reach(named, Optional.empty(), LIMITS);
    }
}
