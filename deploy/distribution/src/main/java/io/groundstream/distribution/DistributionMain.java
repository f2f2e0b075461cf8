package io.groundstream.distribution;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * {@code DistributionMain VERSION TIME REPOSITORY ROOT TARGET NAME=FOLDER,…}: writes {@code
 * TARGET/groundstream-NAME-VERSION.tar.gz} of each folder under {@code ROOT/deploy/distribution}.
 */
public final class DistributionMain {
    private DistributionMain() {}

    public static void main(String[] args) throws Exception {
        var repository = new Repository(Path.of(args[2]).toAbsolutePath(), args[0]);
        var build =
                new Build(
                        args[0],
                        Instant.parse(args[1]),
                        Path.of(args[3]),
                        Path.of(args[4]),
                        repository);
        Files.createDirectories(build.target());
        JavaRuntime.link(build.runtime());
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Future<Void> written : threads.invokeAll(writers(build, args[5]))) {
                written.get();
            }
        }
    }

    private static List<Callable<Void>> writers(Build build, String parts) {
        return Stream.of(parts.split(",")).map(part -> writer(build, part)).toList();
    }

    private static Callable<Void> writer(Build build, String part) {
        int equals = part.indexOf('=');
        var folder =
                build.root().resolve("deploy/distribution").resolve(part.substring(equals + 1));
        var distribution = new Distribution(part.substring(0, equals), folder);
        return () -> {
            build.write(distribution);
            return null;
        };
    }
}
