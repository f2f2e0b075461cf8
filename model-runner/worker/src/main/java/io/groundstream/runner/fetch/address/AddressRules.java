package io.groundstream.runner.fetch.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Permits addresses of the public Internet, and those in the networks that the configuration names.
 * What is public follows IANA's registries of special-purpose addresses (RFC 6890): everything that
 * is not globally reachable unicast is refused, and so is an IPv6 address that carries a refused
 * IPv4 address inside it.
 */
public final class AddressRules {
    private static final List<Network> NOT_PUBLIC =
            Stream.of(
                            "0.0.0.0/8", // this network
                            "10.0.0.0/8", // private
                            "100.64.0.0/10", // behind a carrier's translation
                            "127.0.0.0/8", // loopback
                            "168.63.129.16/32", // Azure's own services for its machines
                            "169.254.0.0/16", // link-local, and with it the clouds' metadata
                            "172.16.0.0/12", // private
                            "192.0.0.0/24", // protocol assignments, Oracle's metadata among them
                            "192.0.2.0/24", // documentation
                            "192.88.99.0/24", // 6to4 relays
                            "192.168.0.0/16", // private
                            "198.18.0.0/15", // benchmarks
                            "198.51.100.0/24", // documentation
                            "203.0.113.0/24", // documentation
                            "224.0.0.0/4", // multicast
                            "240.0.0.0/4", // reserved, and broadcast
                            "2001::/23", // protocol assignments, Teredo among them
                            "2001:db8::/32", // documentation
                            "3fff::/20") // documentation
                    .map(Network::parse)
                    .toList();
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
    private static final Network SIX_TO_FOUR = Network.parse("2002::/16");
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private final List<Network> named;

    /**
     * The rules.
     *
     * @param named networks that are permitted although they are not public
     */
    public AddressRules(List<Network> named) {
        this.named = List.copyOf(named);
    }

    public boolean permits(InetAddress address) {
        return named.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        if (NOT_PUBLIC.stream().anyMatch(network -> network.contains(address))) {
            return false;
        }
        if (!(address instanceof Inet6Address)) {
            return true;
        }
        if (SIX_TO_FOUR.contains(address)) {
            return isPublic(inner(address, 2));
        }
        if (NAT64.contains(address)) {
            return isPublic(inner(address, 12));
        }
        return GLOBAL_UNICAST.contains(address);
    }

    private static InetAddress inner(InetAddress address, int offset) {
        try {
            return InetAddress.getByAddress(
                    Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
