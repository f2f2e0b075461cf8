package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.address.Internet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * An Internet in which every address that is connected to leads to a server of the test: the
 * addresses named to theirs, all others to the canary. So nothing leaves this machine, and what
 * gets past the rules is seen.
 */
final class TestInternet implements Internet {
    private final Map<String, Deque<List<InetAddress>>> answers = new ConcurrentHashMap<>();
    private final Map<InetAddress, Integer> ports = new ConcurrentHashMap<>();
    private final int canary;
    private final CountDownLatch silence = new CountDownLatch(1);
    final List<String> lookups = Collections.synchronizedList(new ArrayList<>());
    final List<InetAddress> connected = Collections.synchronizedList(new ArrayList<>());

    TestInternet(int canary) {
        this.canary = canary;
    }

    /** The next answer for a name; the last one stays. */
    TestInternet answer(String host, String... addresses) {
        answers.computeIfAbsent(host, _ -> new ArrayDeque<>())
                .add(Arrays.stream(addresses).map(InetAddress::ofLiteral).toList());
        return this;
    }

    /** A server of this machine at an address of the Internet. */
    TestInternet place(String address, int port) {
        ports.put(InetAddress.ofLiteral(address), port);
        return this;
    }

    /** Ends the lookups of {@code silent.test}, which nobody answers. */
    void endSilence() {
        silence.countDown();
    }

    private void awaitSilence() {
        // as a real lookup, deaf to interruption
        boolean over = false;
        while (!over) {
            try {
                silence.await();
                over = true;
            } catch (InterruptedException _) {
                // goes on
            }
        }
    }

    boolean isPlaced(String address) {
        return ports.containsKey(InetAddress.ofLiteral(address));
    }

    @Override
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        lookups.add(host);
        if (host.equals("silent.test")) {
            awaitSilence();
        }
        var left = answers.get(host);
        if (left == null) {
            // a literal; no name is ever asked of a real server
            try {
                return new InetAddress[] {InetAddress.ofLiteral(host)};
            } catch (IllegalArgumentException _) {
                throw new UnknownHostException(host);
            }
        }
        var answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
        return answer.toArray(InetAddress[]::new);
    }

    @Override
    public InetSocketAddress locate(InetSocketAddress address) {
        connected.add(address.getAddress());
        int port = ports.getOrDefault(address.getAddress(), canary);
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
