package io.groundstream.distribution.rehearsal;

import io.groundstream.distribution.Unpacked;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.InferenceResult;
import io.groundstream.schemas.catalog.Topics;

import org.apache.avro.Schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The runbook's upgrade to a later release, and its rollback, instance by instance. No step is over
 * before each release that is at work has written.
 */
final class Upgrade {
    private static final int ENOUGH = 10;

    private final Installation installation;
    private final Disturbance disturbance;
    private final Unpacked tools;
    private final Unpacked runner;
    private final Unpacked topology;

    private Upgrade(Installation installation, Disturbance disturbance, LaterRelease later)
            throws IOException, InterruptedException {
        this.installation = installation;
        this.disturbance = disturbance;
        this.tools = later.of(installation.tools);
        this.runner = later.of(installation.runner);
        this.topology = later.of(installation.topology);
    }

    /** Compiles the later release in the folder. */
    static Upgrade to(Path folder, Installation installation, Disturbance disturbance)
            throws IOException, InterruptedException {
        var later = LaterRelease.make(folder, installation.tools);
        return new Upgrade(installation, disturbance, later);
    }

    /** Schemas first, then who reads requests, then who writes them. */
    void up(int instances) throws Exception {
        disturbance.during("prepare", ENOUGH, () -> installation.prepare(tools));
        roll(installation.runners.subList(0, instances), runner, " up");
        roll(installation.topologies.subList(0, instances), topology, " up");
    }

    /** The same backwards; schemas stay. */
    void back(int instances) throws Exception {
        roll(installation.topologies.subList(0, instances), installation.topology, " back");
        roll(installation.runners.subList(0, instances), installation.runner, " back");
    }

    /** An image whose annotation the later release has written. */
    String ofTheLater() {
        var id = id(Secured.TOPICS.annotations(), LaterContracts.of(Annotation.getClassSchema()));
        return installation.watcher.seen().stream()
                .filter(sight -> sight.isAnnotation() && sight.schemaId() == id)
                .map(sight -> sight.output().key())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private void roll(List<Deployed> instances, Unpacked release, String what) throws Exception {
        for (var instance : instances) {
            disturbance.during(instance.name() + what, ENOUGH, () -> instance.restart(release));
            awaitAllReleases();
        }
    }

    /** Of the releases that runners and topologies are of now, all have written something. */
    private void awaitAllReleases() throws InterruptedException {
        installation.watcher.awaitEach(
                Secured.TOPICS.inferenceResults(),
                ids(
                        installation.runners,
                        runner,
                        Secured.TOPICS.inferenceResults(),
                        InferenceResult.getClassSchema()));
        installation.watcher.awaitEach(
                Secured.TOPICS.annotations(),
                ids(
                        installation.topologies,
                        topology,
                        Secured.TOPICS.annotations(),
                        Annotation.getClassSchema()));
    }

    private Set<Integer> ids(List<Deployed> instances, Unpacked later, String topic, Schema ours) {
        var ids = new HashSet<Integer>();
        for (var instance : instances) {
            boolean isLater = instance.distribution().equals(later);
            ids.add(id(topic, isLater ? LaterContracts.of(ours) : ours));
        }
        return ids;
    }

    private int id(String topic, Schema schema) {
        return installation.registry.idOf(Topics.subject(topic), schema);
    }
}
