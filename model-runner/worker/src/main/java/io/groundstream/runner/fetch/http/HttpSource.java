package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.Attempt;
import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.attempt.Source;
import io.groundstream.runner.fetch.http.Reply.Body;
import io.groundstream.runner.fetch.http.Reply.Moved;

import java.util.Map;

/**
 * Pictures on allowed hosts. Where a redirect leads must be allowed as if it had been asked for.
 */
public final class HttpSource implements Source {
    private final AllowedHosts hosts;
    private final Exchange exchange;
    private final int redirects;

    public HttpSource(AllowedHosts hosts, Exchange exchange, int redirects) {
        this.hosts = hosts;
        this.exchange = exchange;
        this.redirects = redirects;
    }

    @Override
    public Attempt find(String reference) throws AttemptException {
        if (hosts.isEmpty()) {
            throw AttemptException.forbidden("no host is allowed: set source.hosts");
        }
        var target = Target.parse(reference);
        hosts.check(target);
        return until -> get(target, until);
    }

    private byte[] get(Target first, long until) throws AttemptException {
        var target = first;
        for (int followed = 0; ; followed++) {
            switch (exchange.get(target, Map.of(), until)) {
                case Body body -> {
                    return body.bytes();
                }
                case Moved(var location) -> {
                    if (followed == redirects) {
                        throw AttemptException.lasting(
                                "redirected more often than " + redirects + " times");
                    }
                    target = target.follow(location);
                    hosts.check(target);
                }
            }
        }
    }
}
