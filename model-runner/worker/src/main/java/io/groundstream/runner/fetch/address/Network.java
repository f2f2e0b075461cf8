package io.groundstream.runner.fetch.address;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** A block of addresses, written as in {@code 10.0.0.0/8} or {@code fd00::/8}. */
public record Network(InetAddress base, int prefix) {
    private static final Pattern NOTATION =
            Pattern.compile(
                    "((?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})|[0-9a-fA-F]*:[0-9a-fA-F:.]*)"
                            + "/(0|[1-9]\\d{0,2})");

    public Network {
        int bits = 8 * base.getAddress().length;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix has 0 to " + bits + " bits: " + prefix);
        }
        for (int i = prefix; i < bits; i++) {
            if (bit(base.getAddress(), i) != 0) {
                throw new IllegalArgumentException(
                        base.getHostAddress() + " has bits beyond its prefix of " + prefix);
            }
        }
    }

    /**
     * Reads the notation.
     *
     * @throws IllegalArgumentException if it is no such notation
     */
    public static Network parse(String text) {
        var match = NOTATION.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("no network such as 10.0.0.0/8: " + text);
        }
        return new Network(InetAddress.ofLiteral(match.group(1)), Integer.parseInt(match.group(2)));
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        var own = base.getAddress();
        if (bytes.length != own.length) {
            return false;
        }
        for (int i = 0; i < prefix; i++) {
            if (bit(bytes, i) != bit(own, i)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] bytes, int index) {
        return bytes[index >> 3] >> (7 - (index & 7)) & 1;
    }
}
