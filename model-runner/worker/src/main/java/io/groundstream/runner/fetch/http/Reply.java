package io.groundstream.runner.fetch.http;

/** What a server answered that is of use. */
public sealed interface Reply {
    /** All bytes of the body, as they came. */
    final class Body implements Reply {
        private final byte[] bytes;

        Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not copied: whoever reads them does not write them. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Another place to ask, as the server wrote it. */
    record Moved(String location) implements Reply {}
}
