package io.groundstream.runner.fetch;

import io.groundstream.backing.FreePorts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * S3Proxy, a real S3 server, in a process of its own: it verifies signatures and keeps objects as
 * files.
 */
public final class S3Server implements AutoCloseable {
    public static final String ACCESS_KEY = "test-access";
    public static final String SECRET_KEY = "test-secret/with+signs";
    private static final Path JAR = Path.of("target", "s3proxy.jar");

    private final Process process;
    private final Path objects;
    private final int port;

    private S3Server(Process process, Path objects, int port) {
        this.process = process;
        this.objects = objects;
        this.port = port;
    }

    /** Returns when it takes connections. */
    public static S3Server start(Path folder) throws Exception {
        int port = FreePorts.next();
        var objects = Files.createDirectory(folder.resolve("objects"));
        var settings = new Properties();
        settings.putAll(
                Map.of(
                        "s3proxy.endpoint",
                        "http://127.0.0.1:" + port,
                        "s3proxy.authorization",
                        "aws-v4",
                        "s3proxy.identity",
                        ACCESS_KEY,
                        "s3proxy.credential",
                        SECRET_KEY,
                        "s3proxy.virtual-host",
                        "localhost",
                        "jclouds.provider",
                        "filesystem-nio2",
                        "jclouds.identity",
                        "none",
                        "jclouds.credential",
                        "none",
                        "jclouds.filesystem.basedir",
                        objects.toString()));
        var file = folder.resolve("s3proxy.properties");
        try (var out = Files.newBufferedWriter(file)) {
            settings.store(out, null);
        }
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        "--properties",
                        file.toString());
        command.redirectErrorStream(true);
        command.redirectOutput(folder.resolve("s3proxy.log").toFile());
        var server = new S3Server(command.start(), objects, port);
        server.awaitReady(folder);
        return server;
    }

    /** For who has the keys. */
    public void put(String bucket, String key, byte[] bytes) throws IOException {
        write(bucket, key, bytes, "rw-------");
    }

    /** For everybody: the server takes it from the file's permissions. */
    void publish(String bucket, String key, byte[] bytes) throws IOException {
        write(bucket, key, bytes, "rw-r--r--");
    }

    private void write(String bucket, String key, byte[] bytes, String permissions)
            throws IOException {
        var file = objects.resolve(bucket).resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    public int port() {
        return port;
    }

    private void awaitReady(Path folder) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException _) {
                // not yet: look whether it ended meanwhile, and again
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        process.destroyForcibly();
        throw new IOException("no S3 server: " + Files.readString(folder.resolve("s3proxy.log")));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
