package io.groundstream.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

class ArchiveTest {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void theSameContentsMakeTheSameBytesWhenFilesAreOlder() throws Exception {
        var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");
        var first = write("first", contents(script));
        Files.setLastModifiedTime(script, FileTime.from(Instant.EPOCH));

        assertThat(write("second", contents(script))).hasSameBinaryContentAs(first);
    }

    @Test
    void entriesAreSortedBehindTheirFoldersAndBelongToRoot() throws Exception {
        var script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n");

        var listing = Listing.of(write("archive", contents(script)));
        assertThat(listing.names())
                .containsExactly(
                        "top/", "top/bin/", "top/lib/", "top/bin/run", "top/lib/a.jar", "top/link");
        assertThat(listing.entries())
                .allMatch(entry -> entry.getLastModifiedDate().toInstant().equals(TIME))
                .allMatch(entry -> entry.getLongUserId() == 0 && entry.getLongGroupId() == 0);
        assertThat(listing.entry("top/bin/run").getMode() & 0777).isEqualTo(0755);
        assertThat(listing.entry("top/lib/a.jar").getMode() & 0777).isEqualTo(0644);
        assertThat(listing.entry("top/link").getLinkName()).isEqualTo("lib/a.jar");
        assertThat(listing.text("top/lib/a.jar")).isEqualTo("jar");
    }

    @Test
    void aPathIsGivenOnce() {
        var contents = new Contents();
        contents.add("lib/a.jar", new Entry.Text("one"));

        assertThatThrownBy(() -> contents.add("lib/a.jar", new Entry.Text("another")))
                .hasMessageContaining("lib/a.jar");
    }

    private static Contents contents(Path script) {
        var contents = new Contents();
        contents.add("link", new Entry.Link("lib/a.jar"));
        contents.add("lib/a.jar", new Entry.Text("jar"));
        contents.add("bin/run", new Entry.Copy(script, true));
        return contents;
    }

    private Path write(String name, Contents contents) throws Exception {
        var file = folder.resolve(name + ".tar.gz");
        new Archive("top", TIME).write(contents, file);
        return file;
    }
}
