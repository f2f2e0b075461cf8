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
import java.util.List;

/** The script that users type, with a Java that only says how it was called. */
class LauncherTest {
    private static final Path SCRIPT = Path.of("../../groundstream");

    @TempDir Path root;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeEach
    void pretendThatAllIsBuilt() throws IOException {
        for (var folder : List.of("schemas", "topology", "jdk/bin", "deploy/local/target/lib")) {
            Files.createDirectories(root.resolve(folder));
        }
        program("groundstream", Files.readString(SCRIPT));
        Files.createFile(root.resolve("pom.xml"));
        made("model-runner/worker/target/bundle/model.json");
        made("deploy/registry/target/apicurio/quarkus-run.jar");
        made("deploy/local/target/groundstream-local-0.jar");
        made("deploy/local/target/built");
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        program("jdk/bin/javac", "#!/bin/sh\n");
        program("jdk/bin/java", "#!/bin/sh\nfor word in \"$@\"; do echo \"$word\"; done\n");
    }

    @Test
    void handsAllWordsOver() throws Exception {
        var ran = run("./groundstream publish 'a picture.png' --json");

        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().toList())
                .containsSubsequence(
                        "io.groundstream.local.Groundstream", "publish", "a picture.png", "--json");
    }

    @Test
    void saysThatNobodyLooksAtAFile() throws Exception {
        assertThat(run("./groundstream watch").out()).doesNotContain("groundstream.terminal");
    }

    @Test
    void saysWhoLooksAndHowWideTheTerminalIs() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/usr/bin/script"))).isTrue();

        var both = run("script -qec 'stty cols 101 && ./groundstream watch' /dev/null");
        var errors = run("script -qec 'stty cols 101 && ./groundstream watch | cat' /dev/null");

        assertThat(both.out())
                .contains(
                        "-Dgroundstream.terminal.out=true",
                        "-Dgroundstream.terminal.err=true",
                        "-Dgroundstream.terminal.columns=101");
        assertThat(errors.out())
                .contains("-Dgroundstream.terminal.err=true")
                .doesNotContain("-Dgroundstream.terminal.out");
    }

    @Test
    void whatIsShortStartsFastAndWhatIsLongRunsFast() throws Exception {
        made("deploy/local/target/groundstream.aot");

        assertThat(run("./groundstream watch").out())
                .contains("-XX:AOTCache=", "-XX:TieredStopAtLevel=1");
        assertThat(run("./groundstream demo").out())
                .contains("-XX:AOTCache=")
                .doesNotContain("TieredStopAtLevel");
        assertThat(run("./groundstream runner").out())
                .contains("jdk.incubator.vector")
                .doesNotContain("AOTCache", "TieredStopAtLevel");
    }

    @Test
    void withoutAJdkThatIsNewEnoughItSaysWhichOnesThereAre() throws Exception {
        program("groundstream", Files.readString(SCRIPT).replace("wanted=25", "wanted=99"));

        var ran = run("./groundstream doctor");

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .hasLineCount(1)
                .startsWith("groundstream: no JDK 99 or later found (there is 25 in " + root)
                .contains("install one", "JAVA_HOME");
    }

    private void made(String file) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.createFile(root.resolve(file));
    }

    private void program(String name, String text) throws IOException {
        var file = Files.writeString(root.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ran run(String commands) throws Exception {
        var errors = root.resolve("errors").toFile();
        var builder = new ProcessBuilder("bash", "--norc", "-c", commands);
        builder.directory(root.toFile()).redirectError(errors);
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        var process = builder.start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(errors.toPath()));
    }
}
