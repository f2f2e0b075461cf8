package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A publisher that is not ours: Python, on librdkafka, with the partitioner that it has. */
final class Foreign {
    private static final String PYTHON = "/usr/bin/python3";
    private static final String SCRIPT = "../deploy/interop/publish_records.py";

    private Foreign() {}

    static boolean isHere() throws IOException, InterruptedException {
        return new ProcessBuilder(PYTHON, "-c", "import confluent_kafka").start().waitFor() == 0;
    }

    /** Publishes records that are encoded already. */
    static void publish(String bootstrap, String topic, Map<String, byte[]> records)
            throws IOException, InterruptedException {
        var python =
                new ProcessBuilder(PYTHON, SCRIPT, bootstrap, topic)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var lines = python.outputWriter()) {
            for (var record : records.entrySet()) {
                var value = HexFormat.of().formatHex(record.getValue());
                lines.write(record.getKey() + " " + value + "\n");
            }
        }
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(python.exitValue()).isZero();
    }
}
