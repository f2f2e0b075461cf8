package io.groundstream.topology;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Properties;

/** The topology in a process of its own, so that it can be killed. */
final class Child {
    private Child() {}

    static Process start(Installation installation) throws IOException {
        var file = Files.createTempFile("topology", ".properties");
        var properties = new Properties();
        // transactions long enough to be killed in the middle of one
        properties.putAll(installation.settings(Map.of("kafka.commit.interval.ms", "1000")));
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        TopologyMain.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(file + ".log"))
                .start();
    }
}
