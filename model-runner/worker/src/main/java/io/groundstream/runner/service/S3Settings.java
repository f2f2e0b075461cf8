package io.groundstream.runner.service;

import io.groundstream.runner.fetch.s3.S3Store;
import io.groundstream.runner.fetch.s3.S3Store.Credentials;
import io.groundstream.schemas.service.Settings;

import java.util.Optional;
import java.util.Set;

/** Which store's buckets may be read, and as whom. */
final class S3Settings {
    private S3Settings() {}

    /** Empty if no bucket is named. */
    static Optional<S3Store> from(Settings settings) {
        var region = settings.text("s3.region", "us-east-1");
        var endpoint = settings.text("s3.endpoint", "https://s3." + region + ".amazonaws.com");
        boolean pathStyle = settings.flag("s3.path-style", true);
        var credentials = credentials(settings);
        var buckets = Set.copyOf(settings.list("s3.buckets"));
        try {
            var store =
                    new S3Store(
                            S3Store.endpoint(endpoint), region, pathStyle, buckets, credentials);
            return buckets.isEmpty() ? Optional.empty() : Optional.of(store);
        } catch (IllegalArgumentException e) {
            settings.fault("s3.endpoint or s3.buckets: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Credentials> credentials(Settings settings) {
        var access = settings.text("s3.access-key", "");
        var secret = settings.text("s3.secret-key", "");
        var token = settings.text("s3.session-token", "");
        if (access.isBlank() != secret.isBlank() || (access.isBlank() && !token.isBlank())) {
            settings.fault("s3.access-key and s3.secret-key go together");
        }
        return access.isBlank() || secret.isBlank()
                ? Optional.empty()
                : Optional.of(
                        new Credentials(
                                access,
                                secret,
                                Optional.of(token).filter(text -> !text.isBlank())));
    }
}
