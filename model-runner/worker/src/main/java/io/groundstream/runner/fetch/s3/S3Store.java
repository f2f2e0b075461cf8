package io.groundstream.runner.fetch.s3;

import io.groundstream.runner.fetch.attempt.AttemptException;
import io.groundstream.runner.fetch.http.Target;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A store that speaks S3, and what may be read from it.
 *
 * @param endpoint without a path
 * @param pathStyle the bucket stands in the path; if not, in the host name
 * @param buckets that are allowed
 * @param credentials empty reads as anybody may
 */
public record S3Store(
        Target endpoint,
        String region,
        boolean pathStyle,
        Set<String> buckets,
        Optional<Credentials> credentials) {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    public S3Store {
        buckets = Set.copyOf(buckets);
        if (!endpoint.path().equals("/")) {
            throw new IllegalArgumentException("an endpoint has no path: " + endpoint.path());
        }
        for (var bucket : buckets) {
            if (!BUCKET.matcher(bucket).matches()) {
                throw new IllegalArgumentException("no name of a bucket: " + bucket);
            }
        }
    }

    /**
     * Where a store is, such as {@code https://s3.eu-central-1.amazonaws.com}.
     *
     * @throws IllegalArgumentException if it is no such URL
     */
    public static Target endpoint(String text) {
        try {
            return Target.parse(text);
        } catch (AttemptException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Who asks.
     *
     * @param sessionToken of temporary credentials
     */
    public record Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
        /** Keeps secrets out of logs. */
        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }
}
