package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.FreePorts;
import io.groundstream.local.bench.topology.CannedAnswers;
import io.groundstream.local.stack.Child;
import io.groundstream.local.stack.LocalStack;
import io.groundstream.local.stack.ServiceSpec;
import io.groundstream.local.stack.StackSettings;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.ImagePublisher;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.serde.Registry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Topologies are killed, told to end, and joined by another, and their broker is started anew,
 * while images keep coming; a runner answers at once, so that all the work is the topology's. After
 * it each image is counted on each output, as a reader sees it that reads what is committed.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class TopologyKillsIT {
    private static final int IMAGES = 300;

    @TempDir Path folder;

    private final Random random = new Random(20_261_122);
    private LocalStack stack;
    private Cluster cluster;
    private Registry registry;
    private ImagePublisher publisher;
    private InstantRunner runner;
    private Ledger ledger;
    private int published;

    @BeforeEach
    void start() throws Exception {
        var home = new Home(Path.of("../..").toAbsolutePath().normalize());
        var run = folder.resolve("run");
        stack =
                LocalStack.startBacking(
                        new StackSettings(run, home.model(), home.registry(), 0, 0), _ -> {});
        var settings = stack.settings();
        cluster = Cluster.of(settings.bootstrapServers(), settings.registryUrl());
        registry = cluster.registry();
        publisher = new ImagePublisher(cluster, registry);
        ledger = Ledger.open(cluster);
        runner = InstantRunner.start(cluster, new CannedAnswers(registry, cluster.topics(), true));
    }

    @AfterEach
    void close() throws Exception {
        runner.close();
        ledger.close();
        publisher.close();
        registry.close();
        stack.close();
    }

    @Test
    void killsABrokersRestartAndARebalanceLoseNothingAndDoubleNothing() throws Exception {
        shake(2);
    }

    @Test
    @Tag("proof")
    void tenKillsABrokersRestartAndARebalanceLoseNothingAndDoubleNothing() throws Exception {
        shake(10);
    }

    @Test
    void oneThatIsToldToEndLeavesItsGroupAtOnceAndLosesAndDoublesNothing() throws Exception {
        var told = topology("told");
        publish(IMAGES);
        ledger.awaitAnnotated(1 + random.nextInt(IMAGES / 2));

        stack.stop(told);

        assertThat(members()).isZero();
        publish(IMAGES);
        topology("next");
        ledger.awaitAnnotated(published);
        ledger.requireEachOnce(published);
    }

    private void shake(int kills) throws Exception {
        var running = topology("first");
        for (int kill = 0; kill < kills; kill++) {
            publishAndAwaitSome();
            running.handle().destroyForcibly();
            running.handle().onExit().join();
            // with its stores as the kill has left them, or with none
            running = topology(random.nextBoolean() ? running.name() : "after-kill-" + kill);
        }
        publishAndAwaitSome();
        stack.stop(Objects.requireNonNull(stack.child("broker")));
        stack.startBroker();

        publishAndAwaitSome();
        var joined = topology("joined");
        publishAndAwaitSome();
        stack.stop(running);
        publish(IMAGES);
        ledger.awaitAnnotated(published);
        stack.stop(joined);

        ledger.requireEachOnce(published);
    }

    /** Comes back while there is still work to be seen. */
    private void publishAndAwaitSome() throws Exception {
        int before = published;
        publish(IMAGES);
        ledger.awaitAnnotated(before + 1 + random.nextInt(IMAGES / 2));
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            var id = "image-" + published++;
            var bytes = new byte[1_000];
            random.nextBytes(bytes);
            var _ =
                    publisher.publish(
                            ImageEvent.newBuilder()
                                    .setImageId(id)
                                    .setContent(new InlineImage(ByteBuffer.wrap(bytes)))
                                    .setSubmittedAt(Instant.now())
                                    .build());
        }
    }

    private Child topology(String name) throws InterruptedException {
        return stack.startTopology(ServiceSpec.TOPOLOGY.named(name), FreePorts.next());
    }

    private int members() throws Exception {
        var group = cluster.topics().topologyId();
        try (var admin = cluster.admin()) {
            return admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members()
                    .size();
        }
    }
}
