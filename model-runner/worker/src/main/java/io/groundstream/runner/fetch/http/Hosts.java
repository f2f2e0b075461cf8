package io.groundstream.runner.fetch.http;

import io.groundstream.runner.fetch.attempt.AttemptException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one way in which a host may be written. */
final class Hosts {
    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

    private Hosts() {}

    /**
     * The host in lower case.
     *
     * @throws AttemptException FORBIDDEN_SOURCE for everything that another library might read as
     *     an address of its own: decimal, octal and hexadecimal forms, IPv4 inside IPv6, zones;
     *     also for a dot at the end
     */
    static String canonical(String text) throws AttemptException {
        var host = text.toLowerCase(Locale.ROOT);
        if (host.startsWith("[") && host.endsWith("]")) {
            return ipv6(host.substring(1, host.length() - 1));
        }
        if (host.length() <= 253 && (NAME.matcher(host).matches() || isIpv4(host))) {
            return host;
        }
        throw AttemptException.forbidden("a host name that is not canonical");
    }

    private static boolean isIpv4(String host) {
        if (!IPV4.matcher(host).matches()) {
            return false;
        }
        for (var part : host.split("\\.", -1)) {
            if (Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return true;
    }

    private static String ipv6(String literal) throws AttemptException {
        try {
            if (literal.indexOf('%') < 0
                    && InetAddress.ofLiteral(literal) instanceof Inet6Address address) {
                return "[" + address.getHostAddress() + "]";
            }
        } catch (IllegalArgumentException _) {
            // falls through to the refusal
        }
        throw AttemptException.forbidden("an IPv6 address that is not canonical");
    }
}
