package io.groundstream.backing;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real KRaft broker of one node in this JVM, on loopback. It can be stopped and started again
 * with its data. Belongs to one thread.
 */
public final class RealBroker implements AutoCloseable {
    private static final int NODE = 1;

    private final Path directory;
    private final int port;
    private final Properties properties;
    private final boolean temporary;
    private KafkaRaftServer server;

    private RealBroker(Path directory, int port, Properties properties, boolean temporary) {
        this.directory = directory;
        this.port = port;
        this.properties = properties;
        this.temporary = temporary;
        this.server = startServer();
    }

    /** On any free port, with its data in a temporary folder that goes with it. */
    public static RealBroker start(Map<String, String> overrides) {
        try {
            var directory = Files.createTempDirectory("groundstream-broker");
            return start(directory, FreePorts.next(), overrides, List.of(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a broker; formats the folder first if that has not been done.
     *
     * @param overrides broker settings that replace ours
     */
    public static RealBroker start(Path directory, int port, Map<String, String> overrides) {
        return start(directory, port, overrides, List.of());
    }

    /**
     * The same with users whom it knows from its first start on.
     *
     * @param users as {@code kafka-storage format --add-scram} takes them
     */
    static RealBroker start(
            Path directory, int port, Map<String, String> overrides, List<String> users) {
        return start(directory, port, overrides, users, false);
    }

    private static RealBroker start(
            Path directory,
            int port,
            Map<String, String> overrides,
            List<String> users,
            boolean temporary) {
        var properties = properties(directory, port, FreePorts.next());
        properties.putAll(overrides);
        if (!Files.exists(directory.resolve("meta.properties"))) {
            format(directory, users);
        }
        return new RealBroker(directory, port, properties, temporary);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** After {@link #stop()}: the same port, the same data. */
    public void restart() {
        server = startServer();
    }

    /** After {@link #stop()}: the same port, the same data, other settings. */
    void restart(Map<String, String> overrides) {
        properties.putAll(overrides);
        restart();
    }

    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        stop();
        if (temporary) {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KafkaRaftServer startServer() {
        var started = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        started.startup();
        return started;
    }

    private static void format(Path directory, List<String> users) {
        try {
            var formatter = new Formatter();
            formatter
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .setControllerListenerName("CONTROLLER")
                    .setScramArguments(users)
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString());
            formatter.run();
        } catch (Exception e) {
            throw new IllegalStateException("cannot format " + directory, e);
        }
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        var properties = new Properties();
        properties.putAll(
                Map.of(
                        "node.id",
                        Integer.toString(NODE),
                        "process.roles",
                        "broker,controller",
                        "log.dirs",
                        directory.toString(),
                        "listeners",
                        "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                                .formatted(port, controllerPort),
                        "advertised.listeners",
                        "PLAINTEXT://127.0.0.1:" + port,
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "controller.listener.names",
                        "CONTROLLER",
                        "controller.quorum.voters",
                        NODE + "@127.0.0.1:" + controllerPort));
        for (var replicated :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            properties.put(replicated + ".replication.factor", "1");
            if (!replicated.startsWith("offsets")) {
                properties.put(replicated + ".min.isr", "1");
            }
            properties.put(replicated + ".num.partitions", "3");
        }
        properties.put("group.initial.rebalance.delay.ms", "0");
        // A share consumer gets its first records after about one heartbeat.
        properties.put("group.share.min.heartbeat.interval.ms", "500");
        properties.put("group.share.heartbeat.interval.ms", "500");
        // What a killed runner held comes back when its session has ended.
        properties.put("group.share.min.session.timeout.ms", "3000");
        properties.put("group.share.session.timeout.ms", "3000");
        properties.put("auto.create.topics.enable", "false");
        return properties;
    }
}
