package io.groundstream.distribution.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.distribution.Unpacked;

import org.apache.avro.Schema;
import org.apache.avro.compiler.specific.SpecificCompiler;
import org.apache.avro.compiler.specific.SpecificCompiler.FieldVisibility;
import org.apache.avro.generic.GenericData.StringType;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

/**
 * Makes distributions of a later release: the jar of contracts is made anew, with the {@link
 * LaterContracts} compiled as the build compiles ours. All other code is this release's. So that it
 * still fits, each record keeps its constructor without the new field.
 */
final class LaterRelease {
    private static final String CONTRACTS = "groundstream-schemas-";
    private static final Pattern CONSTRUCTOR =
            Pattern.compile("  public (\\w+)\\((.*), java\\.lang\\.String ofLater\\) \\{");

    private final Path jar;

    private LaterRelease(Path jar) {
        this.jar = jar;
    }

    /**
     * Compiles the contracts in the folder; what else is in their jar comes from a distribution.
     */
    static LaterRelease make(Path folder, Unpacked ours) throws IOException {
        var sources = folder.resolve("sources");
        for (var schema : LaterContracts.all()) {
            generate(schema, sources);
        }
        var classes = Files.createDirectories(folder.resolve("classes"));
        compile(sources, classes);
        var jar = folder.resolve("contracts-later.jar");
        pack(contracts(ours.home()), classes, jar);
        return new LaterRelease(jar);
    }

    /** The distribution in the later release, which stands beside it; what is equal is linked. */
    Unpacked of(Unpacked ours) throws IOException, InterruptedException {
        var home = ours.home().resolveSibling(ours.home().getFileName() + "-later");
        if (!Files.exists(home)) {
            var copy = new ProcessBuilder("cp", "-al", ours.home().toString(), home.toString());
            assertThat(copy.inheritIO().start().waitFor()).isZero();
            var file = contracts(home);
            var _ = file.getParent().toFile().setWritable(true);
            Files.delete(file);
            Files.copy(jar, file);
            var _ = file.getParent().toFile().setWritable(false);
        }
        return new Unpacked(ours.name(), home);
    }

    /** The one jar of a distribution that holds the contracts. */
    private static Path contracts(Path home) throws IOException {
        try (var lib = Files.list(home.resolve("lib"))) {
            return lib.filter(file -> file.getFileName().toString().startsWith(CONTRACTS))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void generate(Schema schema, Path sources) throws IOException {
        var compiler = new SpecificCompiler(schema);
        compiler.setStringType(StringType.String);
        compiler.setFieldVisibility(FieldVisibility.PRIVATE);
        compiler.setCreateSetters(false);
        compiler.compileToDestination(null, sources.toFile());
    }

    private static void compile(Path sources, Path classes) throws IOException {
        var files = new ArrayList<Path>();
        try (var found = Files.walk(sources)) {
            for (var file : found.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, withOldConstructor(Files.readString(file)));
                files.add(file);
            }
        }
        var java = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var manager = java.getStandardFileManager(null, null, null)) {
            var options =
                    List.of(
                            "-proc:none",
                            "-nowarn",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
            var units = manager.getJavaFileObjectsFromPaths(files);
            var task = java.getTask(messages, manager, null, options, null, units);
            assertThat(task.call()).as("compiles: %s", messages).isTrue();
        }
    }

    private static String withOldConstructor(String source) {
        var constructor = CONSTRUCTOR.matcher(source);
        if (!constructor.find()) {
            return source;
        }
        var parameters = constructor.group(2);
        var names =
                Stream.of(parameters.split(", (?=[\\w.]+[ <])"))
                        .map(parameter -> parameter.substring(parameter.lastIndexOf(' ') + 1))
                        .collect(Collectors.joining(", "));
        var old =
                "  public %s(%s) {\n    this(%s, \"%s\");\n  }\n"
                        .formatted(constructor.group(1), parameters, names, LaterContracts.VALUE);
        int end = source.lastIndexOf('}');
        return source.substring(0, end) + old + source.substring(end);
    }

    private static void pack(Path ours, Path classes, Path jar) throws IOException {
        try (var from = new JarFile(ours.toFile());
                var to = new JarOutputStream(Files.newOutputStream(jar))) {
            var replaced = new HashSet<String>();
            for (var file : filesOf(classes)) {
                var name = classes.relativize(file).toString();
                replaced.add(name);
                to.putNextEntry(new JarEntry(name));
                Files.copy(file, to);
            }
            copyOthers(from, to, replaced);
        }
    }

    private static void copyOthers(JarFile from, JarOutputStream to, Set<String> replaced)
            throws IOException {
        for (var entry : from.stream().filter(e -> !replaced.contains(e.getName())).toList()) {
            to.putNextEntry(new JarEntry(entry.getName()));
            try (var bytes = from.getInputStream(entry)) {
                bytes.transferTo(to);
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile).toList();
        }
    }
}
