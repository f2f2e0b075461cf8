package io.groundstream.runner.fetch.http;

import java.time.Duration;

/**
 * What one try may cost.
 *
 * @param connect to open a connection, TLS included
 * @param whole for all of a try, redirects included
 * @param concurrency how many tries may run at one time
 * @param redirects that are followed; 0 follows none
 */
public record WebLimits(Duration connect, Duration whole, int concurrency, int redirects) {
    /** The defaults of the configuration. */
    public static final WebLimits DEFAULT =
            new WebLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), 16, 3);

    public WebLimits {
        if (connect.toMillis() < 1 || whole.toMillis() < 1 || concurrency < 1 || redirects < 0) {
            throw new IllegalArgumentException("limits must be positive, redirects 0 or more");
        }
    }
}
