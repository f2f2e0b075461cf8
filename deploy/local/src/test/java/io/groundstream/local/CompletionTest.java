package io.groundstream.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The completion script in the shells that are there. */
class CompletionTest {
    @TempDir Path folder;

    private Path script;

    @BeforeEach
    void load() throws IOException {
        var printed = Keyboard.type("completion", "bash");
        assertThat(printed.exitCode()).isZero();
        script = Files.writeString(folder.resolve("completion"), printed.out());
    }

    @Test
    void completesCommandsAndThoseBelowThem() throws Exception {
        assertThat(completed("groundstream", "wa")).contains("watch");
        assertThat(completed("groundstream", "dead-letters", "re")).contains("replay");
        assertThat(completed("./groundstream", "po")).contains("policy");
    }

    @Test
    void completesOptionsAndTheirValues() throws Exception {
        assertThat(completed("groundstream", "publish", "--la")).contains("--lane");
        assertThat(completed("groundstream", "publish", "--lane", "B")).containsExactly("BULK");
        assertThat(completed("groundstream", "bench", "quality", "--world", "new"))
                .contains("new-pairs");
    }

    @Test
    void completesTopicsAndShells() throws Exception {
        assertThat(completed("groundstream", "watch", "dead")).contains("dead-letters");
        assertThat(completed("groundstream", "completion", "z")).contains("zsh");
    }

    @Test
    void leavesFilesToTheShell() throws Exception {
        assertThat(completed("groundstream", "publish", "scenes/")).isEmpty();
        assertThat(run("bash", "source " + script + " && complete -p groundstream"))
                .singleElement()
                .asString()
                .contains("-o default");
    }

    @Test
    void zshReadsTheSameScript() throws Exception {
        assumeThat(isInstalled("zsh")).as("zsh is installed").isTrue();

        assertThat(run("zsh", "autoload -U compinit && compinit -u && source " + script)).isEmpty();
    }

    /** What bash would offer for the last word. */
    private List<String> completed(String... words) throws Exception {
        var quoted = Stream.of(words).map(word -> "'" + word + "'").toList();
        return run(
                "bash",
                """
                source '%s'
                # bash has it for a completion under way alone
                compopt() { :; }
                command=$(complete -p groundstream | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                COMP_WORDS=(%s)
                COMP_CWORD=%d
                "$command"
                printf '%%s\\n' "${COMPREPLY[@]}"
                """
                        .formatted(script, String.join(" ", quoted), words.length - 1));
    }

    private List<String> run(String shell, String commands) throws Exception {
        var errors = folder.resolve("errors").toFile();
        var line = new ArrayList<>(List.of(shell));
        line.addAll(shell.equals("bash") ? List.of("--norc", "-c") : List.of("-f", "-c"));
        line.add(commands);
        var process = new ProcessBuilder(line).redirectError(errors).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(errors).as("standard error").isEmpty();
        return out.lines().map(String::strip).filter(word -> !word.isEmpty()).toList();
    }

    private static boolean isInstalled(String shell) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, shell)));
    }
}
