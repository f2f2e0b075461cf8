package io.groundstream.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A distribution that {@code tar} has unpacked. Its folder is read-only, and what is started from
 * it runs as a user of no rights where the test is root.
 */
public record Unpacked(String name, Path home) {
    private static final Path ARCHIVES = Path.of(System.getProperty("groundstream.archives", ""));
    private static final String VERSION = System.getProperty("groundstream.version", "");
    private static final String USER = "10001";

    static Path archive(String name) {
        return ARCHIVES.resolve(folder(name) + ".tar.gz");
    }

    static String folder(String name) {
        return "groundstream-" + name + "-" + VERSION;
    }

    /** Unpacks what this build has made, into a folder of the test's own. */
    public static Unpacked unpack(String name, Path folder)
            throws IOException, InterruptedException {
        return unpack(name, archive(name), folder(name), folder);
    }

    /** Likewise any archive, such as another version's, with its top folder. */
    static Unpacked unpack(String name, Path archive, String top, Path folder)
            throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        system("tar", "-xzf", archive.toString(), "-C", folder.toString());
        var home = folder.resolve(top);
        system("chmod", "-R", "a-w", home.toString());
        return new Unpacked(name, home);
    }

    /** A folder that the services may write to. */
    public static Path writable(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /**
     * Starts the launcher, with nothing in its environment but what is given, {@code PATH}, and its
     * own folder for temporary files.
     *
     * @param work its working folder, where its log goes too
     */
    public Launched launch(Path work, Map<String, String> environment, String... arguments)
            throws IOException {
        var command = new ArrayList<>(unprivileged());
        command.add(launcher().toString());
        command.addAll(List.of(arguments));
        var all = new java.util.TreeMap<>(environment);
        all.merge(
                "JAVA_OPTS",
                "-Djava.io.tmpdir=" + writable(work.resolve("tmp")),
                (a, b) -> a + " " + b);
        return Launched.start(command, writable(work), all, this);
    }

    /** True if the address answers with 2xx, asked as a container's health check asks. */
    boolean isHealthy(String url) throws IOException, InterruptedException {
        var command = new ArrayList<>(unprivileged());
        command.addAll(
                List.of(
                        home.resolve("runtime/bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        home.resolve("lib") + "/*",
                        "io.groundstream.schemas.service.ProbeMain",
                        url));
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private Path launcher() throws IOException {
        try (Stream<Path> launchers = Files.list(home.resolve("bin"))) {
            return launchers.findFirst().orElseThrow();
        }
    }

    private static List<String> unprivileged() throws IOException {
        boolean isRoot = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        return isRoot
                ? List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups")
                : List.of();
    }

    private static void system(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
        }
    }
}
