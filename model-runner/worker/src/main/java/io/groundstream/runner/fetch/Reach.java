package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.address.Network;
import io.groundstream.runner.fetch.http.WebLimits;

import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/**
 * How far into the network fetching goes.
 *
 * @param networks that may be connected to although they are not public
 * @param tls whose certificates are believed; empty is whom Java believes
 */
public record Reach(List<Network> networks, Optional<SSLContext> tls, WebLimits limits) {
    public Reach {
        networks = List.copyOf(networks);
    }

    /** Public addresses only, the certificates that Java believes, the default limits. */
    public static Reach ofPublic() {
        return new Reach(List.of(), Optional.empty(), WebLimits.DEFAULT);
    }
}
