package io.groundstream.console.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** Reads the metrics of some instances, all at once, in bounded time and size. One thread only. */
final class Scraper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scraper.class);
    private static final long TIMEOUT_MS = 1_500;
    private static final long MOST_BYTES = 4 << 20;

    private final List<Instance> instances;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofMillis(TIMEOUT_MS))
                    .followRedirects(Redirect.NEVER)
                    .build();

    Scraper(List<URI> bases) {
        this.instances = bases.stream().map(Instance::new).toList();
    }

    List<Instance> instances() {
        return instances;
    }

    /** Asks each one; how those have grown that had answered before. */
    Map<Instance, Growth> scrape() throws InterruptedException {
        var asked = instances.stream().collect(Collectors.toMap(one -> one, this::ask));
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        var growths = new LinkedHashMap<Instance, Growth>();
        for (var instance : instances) {
            var answer = asked.get(instance);
            if (answer != null) {
                take(instance, answer, until - System.nanoTime(), growths);
            }
        }
        return growths;
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }

    private CompletableFuture<HttpResponse<String>> ask(Instance instance) {
        var request =
                HttpRequest.newBuilder(instance.metrics())
                        .timeout(Duration.ofMillis(TIMEOUT_MS))
                        .build();
        return client.sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    }

    private static void take(
            Instance instance,
            CompletableFuture<HttpResponse<String>> asked,
            long nanos,
            Map<Instance, Growth> growths)
            throws InterruptedException {
        boolean wasUp = instance.isUp();
        try {
            var answer = asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            instance.seen(Exposition.parse(answer.body()), System.nanoTime())
                    .ifPresent(growth -> growths.put(instance, growth));
        } catch (ExecutionException | TimeoutException | IOException | IllegalArgumentException e) {
            asked.cancel(true);
            instance.missed();
            if (wasUp) {
                log.atInfo()
                        .addKeyValue("instance", instance.name())
                        .addKeyValue("failure", e.toString())
                        .log("metrics cannot be read");
            }
        }
    }
}
