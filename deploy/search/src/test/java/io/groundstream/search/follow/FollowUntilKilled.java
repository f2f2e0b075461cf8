package io.groundstream.search.follow;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.schemas.serde.Registry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process that follows a topic and tells how many records can be found, until it is killed. */
final class FollowUntilKilled {
    private static final long PACE_NANOS = 1_000_000;
    private static final Pace WITHOUT_COMMITS =
            new Pace(
                    Duration.ofMillis(1),
                    Duration.ofDays(1),
                    Duration.ofDays(1),
                    Duration.ofMillis(100));

    private FollowUntilKilled() {}

    /**
     * Starts the process and kills it when it has committed some records and found more.
     *
     * @return how many could be found in it at least
     */
    static int run(Stage stage, String topic, Path folder, int some)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FollowUntilKilled.class.getName(),
                                stage.broker.bootstrapServers(),
                                stage.server.url(),
                                topic,
                                folder.toString(),
                                Integer.toString(some))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                if (line.startsWith("found ")) {
                    return Integer.parseInt(line.substring("found ".length()));
                }
            }
            throw new IllegalStateException("it ended by itself");
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    /** Commits by closing once there are some, then goes on without commits. */
    public static void main(String[] args) throws Exception {
        var cluster = Cluster.of(args[0], args[1]);
        int some = Integer.parseInt(args[4]);
        try (var registry = cluster.registry()) {
            follow(cluster, registry, args, Titles.QUICK, some, false);
            follow(cluster, registry, args, WITHOUT_COMMITS, some, true);
        }
    }

    /** Until there are so many more. */
    private static void follow(
            Cluster cluster,
            Registry registry,
            String[] args,
            Pace pace,
            int more,
            boolean forEver) {
        var index = Titles.open(Path.of(args[3]));
        int enough = Titles.count(index) + more;
        try (var _ = Follower.start(few(cluster), registry, Map.of(args[2], index), pace)) {
            while (Titles.count(index) < enough) {
                LockSupport.parkNanos(PACE_NANOS);
            }
            if (forEver) {
                System.out.println("found " + Titles.count(index));
                System.out.flush();
                while (true) {
                    LockSupport.park();
                }
            }
        }
    }

    /** So that it does not have everything at once. */
    private static Cluster few(Cluster cluster) {
        return new Cluster(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.poll.records", "20"),
                cluster.registryUrl(),
                cluster.registrySettings(),
                cluster.topics());
    }
}
