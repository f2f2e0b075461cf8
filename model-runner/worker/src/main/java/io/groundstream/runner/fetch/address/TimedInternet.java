package io.groundstream.runner.fetch.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Another Internet, whose lookups are waited for so long at most. They run on threads of their own:
 * a lookup cannot be interrupted, and on a virtual thread it would hold on to one that many share.
 */
public final class TimedInternet implements Internet, AutoCloseable {
    private final Internet internet;
    private final Duration longest;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().name("fetch-lookup-", 0).daemon().factory());

    public TimedInternet(Internet internet, Duration longest) {
        this.internet = internet;
        this.longest = longest;
    }

    @Override
    public InetAddress[] lookUp(String host) throws UnknownHostException {
        var asked = threads.submit(() -> internet.lookUp(host));
        try {
            return asked.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            asked.cancel(true);
            throw new UnknownHostException(host + ": no answer in time");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) {
                throw unknown;
            }
            throw new IllegalStateException("a lookup failed", e);
        }
    }

    @Override
    public InetSocketAddress locate(InetSocketAddress address) {
        return internet.locate(address);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
