package io.groundstream.distribution;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One service, ready to be unpacked and started.
 *
 * @param name of the service, such as {@code topology}
 * @param folder of its part of the build, with {@code bin} and {@code config}, and in {@code
 *     target} what Maven knows of it
 */
record Distribution(String name, Path folder) {
    /** Stands in the registry client's jar, under other names; nothing loads it from here. */
    private static final String RELOCATED = "flink-sql-avro-confluent-registry";

    /** Everything that the archive is to hold. */
    Contents contents(Build build) throws IOException {
        var contents = new Contents();
        contents.addFolder("bin", folder.resolve("bin"));
        contents.addFolder("config", folder.resolve("config"));
        contents.addFolder("runtime", build.runtime());
        addMore(contents);
        var libraries = libraries(build.repository());
        for (var library : libraries) {
            add(library, contents);
        }
        var materials = new Materials(name, build.version(), build.time(), libraries);
        contents.add("sbom.json", new Entry.Text(materials.cyclonedx()));
        contents.add("licences/THIRD-PARTY.txt", new Entry.Text(materials.thirdParties()));
        for (var text : List.of("LICENSE", "NOTICE")) {
            contents.add("licences/" + text, new Entry.Copy(build.root().resolve(text), false));
        }
        return contents;
    }

    /** What this distribution has beside its jars, such as a model. */
    private void addMore(Contents contents) throws IOException {
        var more = folder.resolve("target/contents");
        if (Files.exists(more)) {
            try (var parts = Files.list(more)) {
                for (var part : parts.toList()) {
                    contents.addFolder(part.getFileName().toString(), part);
                }
            }
        }
    }

    private static void add(Library library, Contents contents) {
        var jar = library.jar();
        var file = jar.getFileName().toString();
        if (!library.name().equals(RELOCATED)) {
            contents.add("lib/" + file, new Entry.Copy(jar, false));
        }
        JarTexts.of(jar)
                .forEach(
                        (title, text) ->
                                contents.add(
                                        "licences/texts/" + file + "/" + title,
                                        new Entry.Text(text)));
    }

    private List<Library> libraries(Repository repository) throws IOException {
        var line = Files.readString(folder.resolve("target/class-path")).strip();
        var jars =
                Arrays.stream(line.split(File.pathSeparator))
                        .map(Path::of)
                        .sorted(Comparator.comparing(jar -> jar.getFileName().toString()))
                        .toList();
        var libraries = new ArrayList<Library>();
        for (var jar : jars) {
            libraries.add(repository.library(jar));
        }
        return libraries;
    }
}
