package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

class ClusterOptionsTest {
    @TempDir Path folder;

    @Test
    void aPrefixThatNoTopicMayHaveIsAnOperatorsMistake() throws IOException {
        var file = Files.writeString(folder.resolve("bad.properties"), "topics.prefix=no spaces\n");
        var line = Groundstream.commandLine();
        var err = new StringWriter();
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("watch", "--config", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("groundstream watch: ")
                .contains("topics.prefix", "no spaces")
                .hasLineCount(1);
    }

    @Test
    void theKeysOfAServiceAreLeftAlone() throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("runner.properties"),
                        "runner.max-batch=8\nmodel.bundle=/models\n");
        var line = Groundstream.commandLine();
        var err = new StringWriter();
        line.setErr(new PrintWriter(err));

        assertThat(line.execute("watch", "no-such-topic", "--config", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("topic must be one of");
    }
}
