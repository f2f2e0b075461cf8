package io.groundstream.distribution.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.backing.SecuredRegistry;
import io.groundstream.schemas.avro.DeadLetter;
import io.groundstream.schemas.catalog.StoreSpec;
import io.groundstream.schemas.catalog.TopicSpec;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.testing.Guarantees;

import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the runbook says of things that are lost for good, done. */
@Tag("proof")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class DisasterIT {
    @TempDir Path folder;

    private Installation installation;

    @BeforeEach
    void install() throws Exception {
        installation = Installation.install(folder);
    }

    @AfterEach
    void close() throws Exception {
        // null where it could not be installed
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void lostVolumesAreRestoredFromChangelogs() throws Exception {
        try (var load = installation.load("volumes", 0)) {
            load.burst(150);
            installation.watcher.awaitMore(30);

            loseTopologies(() -> {});

            installation.requireEachAnnotatedOnce(load.stop());
        }
    }

    /** Without state all that {@code images} still has ends once more, as it ended before. */
    @Test
    void lostStoresAndChangelogsAreMadeAnewFromImages() throws Exception {
        try (var load = installation.load("stores", 0)) {
            load.burst(150);
            installation.watcher.awaitEnd(List.of("stores-0"));
            load.delete("stores-0");
            installation.watcher.awaitMore(30);

            loseTopologies(this::loseGroupAndChangelogs);

            var imageIds = load.stop();
            installation.watcher.awaitRest(imageIds);
            var outputs = installation.watcher.outputs();
            Guarantees.noneIsLost(imageIds, outputs);
            Guarantees.documentsMatchAnnotations(Secured.TOPICS, outputs);
            Guarantees.nothingRemains("stores-0", outputs);
            assertThat(outputs).noneMatch(output -> output.value() instanceof DeadLetter);
        }
    }

    @Test
    void aRegistryThatIsFilledAnewInTheSameOrderHasTheSameNumbers() throws Exception {
        var later = LaterRelease.make(folder.resolve("later"), installation.tools);
        installation.prepare(later.of(installation.tools));
        var other = Files.createDirectories(folder.resolve("other"));
        try (var empty = SecuredRegistry.start(other, "services", "another-password");
                var client = Registry.connect(empty.url(), empty.client())) {
            var tools = installation.tools;
            installation.prepare(tools, empty);
            installation.prepare(later.of(tools), empty);

            assertThat(numbers(client)).isEqualTo(numbers(installation.registry));
        }
    }

    private void loseTopologies(Disturbance.Step alsoLost) throws Exception {
        for (var topology : installation.topologies) {
            topology.stop();
            topology.loseState();
        }
        alsoLost.take();
        for (var topology : installation.topologies) {
            topology.start();
        }
        for (var topology : installation.topologies) {
            topology.awaitReady();
        }
    }

    private void loseGroupAndChangelogs() throws Exception {
        var group = Secured.TOPICS.topologyId();
        try (var admin = installation.secured.cluster("admin").admin()) {
            admin.deleteConsumerGroups(List.of(group)).all().get();
            var changelogs =
                    admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(group + "-"))
                            .toList();
            assertThat(changelogs).isNotEmpty();
            admin.deleteTopics(changelogs).all().get();
        }
    }

    /** Of every subject, in both releases. */
    private static Map<String, List<Integer>> numbers(Registry registry) {
        var numbers = new HashMap<String, List<Integer>>();
        for (var topic : TopicSpec.all(Secured.TOPICS)) {
            var subject = Topics.subject(topic.name());
            numbers.put(subject, numbers(registry, subject, topic.schema()));
        }
        for (var store : StoreSpec.all(Secured.TOPICS)) {
            numbers.put(store.subject(), numbers(registry, store.subject(), store.schema()));
        }
        return numbers;
    }

    private static List<Integer> numbers(Registry registry, String subject, Schema ours) {
        return List.of(
                registry.idOf(subject, ours), registry.idOf(subject, LaterContracts.of(ours)));
    }
}
