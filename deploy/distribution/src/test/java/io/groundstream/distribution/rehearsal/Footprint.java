package io.groundstream.distribution.rehearsal;

import org.apache.kafka.clients.admin.Admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** What images cost on a broker's disk, by topic. Measured, not asserted. */
final class Footprint {
    private Footprint() {}

    /** As rows of a table: topic without its prefix, bytes an image. */
    static void write(Admin admin, String prefix, int images, Path file) throws Exception {
        var nodes = admin.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
        var bytes = new TreeMap<String, Long>();
        for (var folders : admin.describeLogDirs(nodes).allDescriptions().get().values()) {
            for (var folder : folders.values()) {
                folder.replicaInfos()
                        .forEach(
                                (partition, replica) -> {
                                    if (partition.topic().startsWith(prefix)) {
                                        var topic = partition.topic().substring(prefix.length());
                                        bytes.merge(topic, replica.size(), Long::sum);
                                    }
                                });
            }
        }
        write(bytes, images, file);
    }

    private static void write(TreeMap<String, Long> bytes, int images, Path file)
            throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                bytes.entrySet().stream()
                        .map(
                                topic ->
                                        String.format(
                                                Locale.ROOT,
                                                "| %s | %d |",
                                                topic.getKey(),
                                                topic.getValue() / images))
                        .toList());
    }
}
