package io.groundstream.runner.fetch.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** How names become addresses, and where addresses are. Tests have one of their own. */
public interface Internet {
    /** The real one. */
    Internet REAL = InetAddress::getAllByName;

    InetAddress[] lookUp(String host) throws UnknownHostException;

    /** Where to connect for an address that has been permitted: there. */
    default InetSocketAddress locate(InetSocketAddress address) {
        return address;
    }
}
