package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps the diagram in the documentation true. */
class DiagramTest {
    private static final Path PAGE = Path.of("../docs/topology.md");
    private static final String START = "```mermaid\n";
    private static final String END = "```\n";
    private static final String COMMAND =
            "mvn package -pl topology -am -Dtest=DiagramTest"
                    + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.topology=write";

    @Test
    void theDiagramInTheDocumentationIsThatOfTheTopology() throws IOException {
        var page = Files.readString(PAGE);
        int from = page.indexOf(START) + START.length();
        int to = page.indexOf(END, from);
        var diagram = diagram();
        if (System.getProperty("docs.topology", "").equals("write")) {
            Files.writeString(PAGE, page.substring(0, from) + diagram + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).as("to draw it anew: " + COMMAND).isEqualTo(diagram);
    }

    private static String diagram() {
        try (var driver = new Driver()) {
            return Mermaid.of(driver.description, Driver.TOPICS.prefix());
        }
    }
}
