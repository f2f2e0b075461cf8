package io.groundstream.distribution;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;

/** A Java runtime with the modules that the services load, linked by the JDK that builds. */
final class JavaRuntime {
    private static final List<String> MODULES =
            List.of(
                    // pictures, and what the command line draws
                    "java.desktop",
                    // logging and agents
                    "java.instrument",
                    "java.logging",
                    "java.naming",
                    "java.xml",
                    // Kafka, also with SASL and Kerberos
                    "java.management",
                    "java.security.jgss",
                    "java.security.sasl",
                    "jdk.crypto.ec",
                    "jdk.naming.dns",
                    "jdk.security.auth",
                    "jdk.security.jgss",
                    // the registry's client, probes
                    "java.net.http",
                    "jdk.httpserver",
                    "jdk.net",
                    // native memory, vectors, zip files as folders
                    "jdk.incubator.vector",
                    "jdk.nio.mapmode",
                    "jdk.unsupported",
                    "jdk.zipfs",
                    // looking inside: jcmd, flight recordings, JMX
                    "jdk.jcmd",
                    "jdk.jfr",
                    "jdk.management",
                    "jdk.management.agent");

    private static final List<String> OPTIONS =
            List.of(
                    "--strip-debug",
                    "--no-man-pages",
                    "--no-header-files",
                    "--compress",
                    "zip-6",
                    // would write classes whose bytes differ from run to run; an archive of loaded
                    // classes, which saves a tenth of a second, cannot be without the first
                    "--disable-plugin",
                    "system-modules",
                    "--disable-plugin",
                    "generate-jli-classes");

    private JavaRuntime() {}

    /** Links it into the folder, unless it stands there already. */
    static void link(Path folder) throws IOException {
        var description = System.getProperty("java.vm.version") + " " + OPTIONS + MODULES;
        var written = folder.resolveSibling(folder.getFileName() + ".txt");
        if (Files.exists(written) && Files.readString(written).equals(description)) {
            return;
        }
        delete(folder);
        var said = new StringWriter();
        var writer = new PrintWriter(said, true);
        var jlink =
                ToolProvider.findFirst("jlink")
                        .orElseThrow(() -> new IllegalStateException("this JDK has no jlink"));
        var arguments = new ArrayList<>(OPTIONS);
        arguments.addAll(List.of("--add-modules", String.join(",", MODULES)));
        arguments.addAll(List.of("--output", folder.toString()));
        int code = jlink.run(writer, writer, arguments.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException("jlink: " + said.toString().strip());
        }
        Files.writeString(written, description);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
