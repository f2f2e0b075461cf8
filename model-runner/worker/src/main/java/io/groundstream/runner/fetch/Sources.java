package io.groundstream.runner.fetch;

import io.groundstream.runner.fetch.http.AllowedHosts;
import io.groundstream.runner.fetch.s3.S3Store;

import java.util.Optional;

/** What references may lead to; whatever is not named here is forbidden. */
public record Sources(Folders folders, AllowedHosts hosts, Optional<S3Store> s3, Reach reach) {
    /** Nothing: pictures are inline. */
    public static Sources none() {
        return of(Folders.none());
    }

    /** Folders alone. */
    public static Sources of(Folders folders) {
        return new Sources(folders, AllowedHosts.none(), Optional.empty(), Reach.ofPublic());
    }

    boolean isLocal() {
        return hosts.isEmpty() && s3.isEmpty();
    }
}
