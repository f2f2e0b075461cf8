package io.groundstream.runner.fetch;

import io.groundstream.schemas.avro.FailureCode;

/** What came of getting a picture. */
public sealed interface Fetched {
    /** The encoded picture. */
    final class Picture implements Fetched {
        private final byte[] bytes;
        private final String sha256;

        Picture(byte[] bytes, String sha256) {
            this.bytes = bytes;
            this.sha256 = sha256;
        }

        /** Not copied: whoever reads them does not write them. */
        public byte[] bytes() {
            return bytes;
        }

        /** 64 lower-case hex digits. */
        public String sha256() {
            return sha256;
        }
    }

    /** No picture; {@code retryable} if asking again may help. */
    record NotFetched(FailureCode code, String message, boolean retryable) implements Fetched {}
}
