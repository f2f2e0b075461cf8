package io.groundstream.schemas.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class WorkingFolderTest {
    @TempDir Path folder;

    @Test
    void aFolderIsMadeWithItsParents() {
        WorkingFolder.require("state.dir", folder.resolve("a/b"));
        WorkingFolder.require("state.dir", folder.resolve("a/b"));

        assertThat(folder.resolve("a/b")).isDirectory();
    }

    @Test
    void whereNothingCanBeWrittenTheSettingIsNamed() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> WorkingFolder.require("index.dir", file.resolve("index")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("index.dir: the folder " + file.resolve("index"));
    }
}
