package io.groundstream.runner.fetch.address;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/**
 * The only way to the network. A name is looked up once for a connection, and permitted only if all
 * of its addresses are; a socket then connects to the very address that was looked up, and checks
 * it again itself, so that no other way of getting an address leads around the rules.
 */
public final class Gate {
    private final AddressRules rules;
    private final Internet internet;

    public Gate(AddressRules rules, Internet internet) {
        this.rules = rules;
        this.internet = internet;
    }

    /**
     * All addresses of a name.
     *
     * @throws ForbiddenAddressException if one of the addresses is not permitted
     */
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        var addresses = internet.lookUp(host);
        for (var address : addresses) {
            check(address);
        }
        return addresses;
    }

    /** A socket that connects only to addresses that are permitted. */
    public Socket socket() {
        return new GuardedSocket();
    }

    private void check(InetAddress address) throws ForbiddenAddressException {
        if (!rules.permits(address)) {
            throw new ForbiddenAddressException(address);
        }
    }

    private final class GuardedSocket extends Socket {
        /** A proxy would look names up by itself. */
        GuardedSocket() {
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress there) || there.isUnresolved()) {
                throw new UnknownHostException("not an address: " + endpoint);
            }
            check(there.getAddress());
            super.connect(internet.locate(there), timeout);
        }
    }
}
