package io.groundstream.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What all archives of a build have in common.
 *
 * @param time of every entry
 * @param root of the project
 * @param target where the archives go
 */
record Build(String version, Instant time, Path root, Path target, Repository repository) {
    /** Where the Java runtime is linked. */
    Path runtime() {
        return target.resolve("runtime");
    }

    void write(Distribution distribution) throws IOException {
        var name = "groundstream-" + distribution.name() + "-" + version;
        new Archive(name, time)
                .write(distribution.contents(this), target.resolve(name + ".tar.gz"));
    }
}
