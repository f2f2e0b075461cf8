package io.groundstream.local.stack;

import io.groundstream.backing.RealBroker;

import java.nio.file.Path;
import java.util.Map;

/** A broker as a process of its own: {@code BrokerMain DIRECTORY PORT}. */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] args) {
        var broker = RealBroker.start(Path.of(args[0]), Integer.parseInt(args[1]), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        broker.awaitShutdown();
    }
}
