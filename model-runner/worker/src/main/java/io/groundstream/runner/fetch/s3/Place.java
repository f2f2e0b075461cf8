package io.groundstream.runner.fetch.s3;

import io.groundstream.runner.fetch.attempt.AttemptException;

import java.net.URI;
import java.util.Arrays;

/** A bucket and a key in it, as in {@code s3://bucket/some/key.png}; percent-encoding is undone. */
record Place(String bucket, String key) {
    /**
     * @throws AttemptException FORBIDDEN_SOURCE if it is no such URI, or if a server might read its
     *     key as the way to another bucket
     */
    static Place parse(String text) throws AttemptException {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException _) {
            throw AttemptException.forbidden("no usable URI");
        }
        var bucket = uri.getRawAuthority();
        var path = uri.getPath();
        if (bucket == null || path == null || path.length() < 2) {
            throw AttemptException.forbidden("an s3: URI has a bucket and a key");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw AttemptException.forbidden("an s3: URI has neither query nor fragment");
        }
        var key = path.substring(1);
        boolean strays =
                key.startsWith("/")
                        || Arrays.stream(key.split("[/\\\\]", -1))
                                .anyMatch(part -> part.equals(".") || part.equals(".."));
        if (strays || key.chars().anyMatch(Character::isISOControl)) {
            throw AttemptException.forbidden("a key that leads elsewhere");
        }
        return new Place(bucket, key);
    }
}
