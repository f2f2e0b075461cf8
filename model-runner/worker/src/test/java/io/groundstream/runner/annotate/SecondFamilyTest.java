package io.groundstream.runner.annotate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.runner.bundle.BundleException;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.goldens.Goldens;
import io.groundstream.runner.image.Pictures;
import io.groundstream.runner.importer.Families;
import io.groundstream.runner.importer.Importer;
import io.groundstream.runner.importer.echo.EchoFamily;
import io.groundstream.runner.importer.kosmos2.Kosmos2Family;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** A second family needs its own package and one line that registers it. */
class SecondFamilyTest {
    // the line
    private static final Families BOTH =
            new Families(List.of(new Kosmos2Family(), new EchoFamily()));

    @TempDir Path folder;

    @BeforeEach
    void importBoth() throws IOException {
        Path checkpoint = Files.createDirectory(folder.resolve("checkpoint"));
        try (var files = Files.list(Goldens.TINY.checkpoint())) {
            for (Path file : files.toList()) {
                Files.copy(file, checkpoint.resolve(file.getFileName()));
            }
        }
        var importer = new Importer(BOTH);
        importer.importCheckpoint(checkpoint, folder.resolve("kosmos-2"), Precision.FP32);
        Files.writeString(checkpoint.resolve("config.json"), "{\"model_type\": \"echo\"}");
        importer.importCheckpoint(checkpoint, folder.resolve("echo"), Precision.FP32);
    }

    @Test
    void eachBundleIsAskedInItsOwnFamilysWay() throws Exception {
        assertThat(said("echo", TaskKind.BRIEF_CAPTION))
                .isEqualTo("token " + (100 + TaskKind.BRIEF_CAPTION.ordinal()));
        assertThat(said("echo", TaskKind.PLAIN_CAPTION))
                .isEqualTo("token " + (100 + TaskKind.PLAIN_CAPTION.ordinal()));
        assertThat(said("kosmos-2", TaskKind.BRIEF_CAPTION)).startsWith("An image of");
    }

    @Test
    void aBundleOfAFamilyThatIsNotRegisteredIsRefused() {
        assertThatThrownBy(() -> Annotator.open(AnnotatorSettings.of(folder.resolve("echo"))))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("its family must be one of kosmos-2, is echo");
    }

    private String said(String bundle, TaskKind kind) throws Exception {
        var settings = AnnotatorSettings.of(folder.resolve(bundle));
        try (var annotator =
                Annotator.open(
                        settings, BOTH, UnaryOperator.identity(), new SimpleMeterRegistry())) {
            var tasks = List.of(new TaskRequest(kind, null, null));
            var outcome = annotator.annotate(Job.of(Pictures.bytes("grey.png"), tasks)).get();
            assertThat(outcome).isInstanceOf(Outcome.Success.class);
            return ((Outcome.Success) outcome).generated().getResults().getFirst().getText();
        }
    }
}
