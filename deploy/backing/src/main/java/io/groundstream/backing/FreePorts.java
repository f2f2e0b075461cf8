package io.groundstream.backing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Ports of loopback that nobody listens on. */
public final class FreePorts {
    // Below those that systems lend to connections and to servers that ask for any port: between
    // our look and the start of whoever listens there, nobody else is given it.
    private static final int LOWEST = 12_000;
    private static final int COUNT = 20_000;

    // Each port once, and processes beside each other begin at different places.
    private static final AtomicInteger last =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private FreePorts() {}

    public static int next() {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = LOWEST + Math.floorMod(last.incrementAndGet(), COUNT);
            if (!isTaken(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port of loopback is free");
    }

    /** True if something already listens there. */
    public static boolean isTaken(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
