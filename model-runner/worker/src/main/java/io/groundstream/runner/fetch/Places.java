package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.address.AddressRules;
import io.groundstream.runner.fetch.address.Gate;
import io.groundstream.runner.fetch.address.Internet;
import io.groundstream.runner.fetch.address.TimedInternet;
import io.groundstream.runner.fetch.attempt.Attempt;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Source;
import io.groundstream.runner.fetch.attempt.Turnstile;
import io.groundstream.runner.fetch.attempt.Waiting;
import io.groundstream.runner.fetch.http.Exchanges;
import io.groundstream.runner.fetch.http.HttpSource;
import io.groundstream.runner.fetch.http.TrustStore;
import io.groundstream.runner.fetch.s3.S3Source;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The source of each scheme. A client for the network is made only if one of them needs it. */
final class Places implements AutoCloseable {
    private final Map<String, Source> byScheme;
    private final List<Runnable> closing;

    private Places(Map<String, Source> byScheme, List<Runnable> closing) {
        this.byScheme = byScheme;
        this.closing = closing;
    }

    static Places open(Sources sources, long maxBytes, Internet internet, Waiting waiting) {
        var byScheme = new HashMap<String, Source>();
        byScheme.put("file", new FileSource(sources.folders(), maxBytes));
        byScheme.put("https", _ -> forbidden("no host is allowed: set source.hosts"));
        byScheme.put("s3", _ -> forbidden("no bucket is allowed: set s3.buckets"));
        if (sources.isLocal()) {
            return new Places(byScheme, List.of());
        }
        var reach = sources.reach();
        var limits = reach.limits();
        var timed = new TimedInternet(internet, limits.connect());
        var gate = new Gate(new AddressRules(reach.networks()), timed);
        var tls = reach.tls().orElseGet(TrustStore::ofJava);
        var exchange = Exchanges.open(gate, tls, limits, maxBytes, waiting);
        var turnstile = new Turnstile(limits.concurrency(), limits.whole(), waiting);
        var web = turnstile.before(new HttpSource(sources.hosts(), exchange, limits.redirects()));
        byScheme.put("https", web);
        byScheme.put("http", web);
        sources.s3()
                .ifPresent(
                        store ->
                                byScheme.put(
                                        "s3", turnstile.before(new S3Source(store, exchange))));
        return new Places(byScheme, List.of(exchange::close, timed::close));
    }

    Attempt find(String reference) throws AttemptException {
        int colon = reference.indexOf(':');
        var scheme = reference.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        var source = byScheme.get(scheme);
        if (source == null) {
            throw AttemptException.forbidden("neither https:, s3: nor file:");
        }
        return source.find(reference);
    }

    private static Attempt forbidden(String why) throws AttemptException {
        throw AttemptException.forbidden(why);
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
