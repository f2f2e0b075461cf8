package io.groundstream.runner.fetch.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What is refused, SsrfTest tells; this is what is permitted, and how networks are named. */
class AddressRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::101:101",
                "2002:101:101::1"
            })
    void publicAddressesArePermittedUpToTheEdgesOfWhatIsNot(String address) {
        assertThat(permits(address)).isTrue();
    }

    @Test
    void aNetworkThatIsNamedIsPermittedAndOnlyIt() {
        assertThat(permits("10.1.2.3", "10.1.0.0/16")).isTrue();
        assertThat(permits("10.2.2.3", "10.1.0.0/16")).isFalse();
        assertThat(permits("127.0.0.1", "10.1.0.0/16")).isFalse();
        assertThat(permits("fd00::1", "fd00::/8")).isTrue();
        assertThat(permits("fc00::1", "fd00::/8")).isFalse();
        assertThat(permits("169.254.169.254", "169.254.169.254/32")).isTrue();
        assertThat(permits("::1", "127.0.0.0/8")).isFalse();
    }

    @Test
    void namingAPrivateNetworkDoesNotNameTheWaysAroundThroughIpv6() {
        assertThat(permits("64:ff9b::a01:203", "10.0.0.0/8")).isFalse();
        assertThat(permits("2002:a01:203::1", "10.0.0.0/8")).isFalse();
    }

    @Test
    void anIpv4AddressInsideAnIpv6ObjectIsRefusedAsWell() throws UnknownHostException {
        var mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 127;
        mapped[15] = 1;

        var address = Inet6Address.getByAddress(null, mapped, -1);

        assertThat(new AddressRules(List.of()).permits(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "10.0.0/8",
                "010.0.0.0/8",
                "256.0.0.0/8",
                "host/8",
                "10.0.0.0/-1",
                "10.0.0.0/08x",
                "::/129",
                "::1/64",
                ":::/8",
                "/8",
                ""
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSocketChecksWhereItIsSent() throws Exception {
        var gate = new Gate(new AddressRules(List.of()), Internet.REAL);
        try (var socket = gate.socket()) {
            var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
            var name = InetSocketAddress.createUnresolved("localhost", 9);

            assertThatThrownBy(() -> socket.connect(loopback))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThatThrownBy(() -> socket.connect(name, 1_000))
                    .isInstanceOf(UnknownHostException.class);
        }
    }

    private static boolean permits(String address, String... networks) {
        var named = List.of(networks).stream().map(Network::parse).toList();
        return new AddressRules(named).permits(InetAddress.ofLiteral(address));
    }
}
