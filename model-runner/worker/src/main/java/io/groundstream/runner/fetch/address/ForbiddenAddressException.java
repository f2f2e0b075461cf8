package io.groundstream.runner.fetch.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address that may not be connected to. Of this type because a lookup may throw no other. */
public final class ForbiddenAddressException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    ForbiddenAddressException(InetAddress address) {
        super("the address " + address.getHostAddress() + " is not public");
    }
}
