package io.groundstream.runner.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The linker's own answers, in processes of their own with folders of their own. */
@EnabledOnOs(OS.LINUX)
class NativeCudaMachineTest {
    private static final String CUDA = "libcudart.so.12";

    @Test
    void aLibraryThatIsNotThereIsNamedByTheLinker(@TempDir Path empty) throws Exception {
        assertThat(ask(empty, "libnosuch.so.12"))
                .singleElement()
                .asString()
                .contains("libnosuch.so.12: cannot open shared object file: No such file");
    }

    @Test
    void aLibraryInTheLinkersFoldersIsThere(@TempDir Path folder) throws Exception {
        Files.copy(someLibrary(), folder.resolve(CUDA));

        assertThat(ask(folder, CUDA)).containsExactly(CUDA + " loads");
    }

    @Test
    void aFileThatIsNoLibraryIsTold(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(CUDA), "not a library");

        assertThat(ask(folder, CUDA))
                .singleElement()
                .asString()
                .contains(folder + "/" + CUDA + ": file too short");
    }

    @Test
    void aDriverWithoutItsFunctionsSeesNoDevices(@TempDir Path folder) throws Exception {
        Files.copy(someLibrary(), folder.resolve("libcuda.so.1"));

        assertThat(ask(folder, "driver"))
                .containsExactly("Driver[cudaVersion=0, status=-1, devices=0]");
    }

    /** Any real one: Java's own that needs no other. */
    private static Path someLibrary() {
        return Path.of(System.getProperty("java.home"), "lib", "libjimage.so");
    }

    private static List<String> ask(Path folder, String what)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CudaMachineMain.class.getName(),
                                what)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LD_LIBRARY_PATH", folder.toString());
        var process = builder.start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = out.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        } finally {
            process.destroyForcibly();
        }
    }
}
