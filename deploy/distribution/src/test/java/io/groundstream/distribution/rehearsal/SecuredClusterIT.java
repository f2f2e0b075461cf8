package io.groundstream.distribution.rehearsal;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The services from their archives, each as a user without rights, on a secured broker and
 * registry; and what the runbook says of restarts, upgrades and rollbacks, done under load.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SecuredClusterIT {
    private static final Path REPORTS = Path.of("target/rehearsal");

    @TempDir static Path folder;

    private static Installation installation;

    @BeforeAll
    static void install() throws Exception {
        installation = Installation.install(folder);
    }

    @AfterAll
    static void close() throws Exception {
        // null where it could not be installed
        if (installation != null) {
            installation.close();
        }
    }

    @Test
    void annotatesTwoHundredScenes() throws Exception {
        try (var load = installation.load("scenes", 0)) {
            load.burst(200);

            installation.requireEachAnnotatedOnce(load.stop());
        }
        try (var admin = installation.secured.cluster("admin").admin()) {
            int images = installation.watcher.annotated();
            Footprint.write(admin, Secured.TOPICS.prefix(), images, REPORTS.resolve("bytes.txt"));
        }
    }

    @Test
    void whatTheCommandLineDeletesIsGone() throws Exception {
        try (var load = installation.load("deleted", 0)) {
            load.burst(1);
            installation.watcher.awaitEnd(load.stop());

            delete("deleted-0");
        }
    }

    @Test
    void anUpgradeAndARollbackUnderLoadLoseNothing() throws Exception {
        upgradeAndRollBack(1, 4, 100);
    }

    @Test
    @Tag("proof")
    void anUpgradeOfEverythingAndARollbackUnderLoadLoseNothing() throws Exception {
        upgradeAndRollBack(2, 6, 2_000);
    }

    @Test
    @Tag("proof")
    void aRollingRestartOfEverythingUnderLoadLosesNothing() throws Exception {
        var disturbance = new Disturbance(installation.watcher);
        try (var load = installation.load("restart", 6)) {
            disturbance.during("nothing", 50, () -> {});
            for (var service : installation.services()) {
                disturbance.during("restart of " + service.name(), 50, service::restart);
            }
            var backing = installation.secured;
            disturbance.during("restart of the registry", 50, backing.registry::restart);
            disturbance.during("restart of the broker", 50, backing.broker::restart);
            load.burst(2_000 - load.imageIds().size());

            installation.requireEachAnnotatedOnce(load.stop());
        }
        disturbance.write(REPORTS.resolve("restart.txt"));
    }

    private static void upgradeAndRollBack(int instances, int perSecond, int images)
            throws Exception {
        var name = "upgrade-" + instances;
        var disturbance = new Disturbance(installation.watcher);
        var upgrade = Upgrade.to(folder.resolve(name), installation, disturbance);
        try (var load = installation.load(name, perSecond)) {
            disturbance.during("nothing", 20, () -> {});
            upgrade.up(instances);
            var ofTheLater = upgrade.ofTheLater();
            upgrade.back(instances);
            load.burst(images - load.imageIds().size());

            installation.requireEachAnnotatedOnce(load.stop());
            delete(ofTheLater);
        }
        disturbance.write(REPORTS.resolve(name + ".txt"));
    }

    private static void delete(String imageId) throws Exception {
        installation.groundstream(installation.tools, "operator", "delete", imageId);
        installation.watcher.awaitGone(imageId);
    }
}
