package io.groundstream.local.bench.search;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.beside.Report;
import io.groundstream.search.OfflineSearch;
import io.groundstream.search.SearchIndex;
import io.groundstream.search.SearchRequest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;

/** Indexes made-up documents, compares what is found with a scan, and times queries. */
public final class SearchBench {
    private static final int LOOK = 1_000;

    private SearchBench() {}

    /**
     * How much.
     *
     * @param queries of each shape; a third of them beforehand, to warm up
     */
    public record Options(int documents, int queries, long seed) {}

    /** In a temporary folder; whoever asked is told what is going on. */
    public static Report run(Options options, Consumer<String> progress) throws IOException {
        long start = System.nanoTime();
        var folder = Files.createTempDirectory("groundstream-search");
        var findings = new ArrayList<Finding>();
        try (var search = OfflineSearch.open(folder)) {
            findings.add(indexing(search, options, folder));
            progress.accept(findings.getLast().toString());
            findings.addAll(recall(search.index(), options));
            progress.accept(findings.getLast().toString());
            for (var shape : Shape.values()) {
                findings.add(latency(search.index(), shape, options));
                progress.accept(findings.getLast().toString());
            }
        } finally {
            delete(folder);
        }
        return new Report(findings, Duration.ofNanos(System.nanoTime() - start));
    }

    private static Finding indexing(OfflineSearch search, Options options, Path folder)
            throws IOException {
        var documents = new MadeUp(options.seed());
        long nanos = 0;
        for (int number = 0; number < options.documents(); number++) {
            var document = documents.document(number);
            long before = System.nanoTime();
            search.put(document);
            if (number % LOOK == LOOK - 1) {
                search.refresh();
            }
            nanos += System.nanoTime() - before;
        }
        long before = System.nanoTime();
        search.refresh();
        nanos += System.nanoTime() - before;
        return Finding.of("indexing", "documents/s", options.documents() / (nanos / 1e9))
                .with("documents", search.index().count())
                .with("megabytes", bytes(folder) / 1_000_000);
    }

    private static List<Finding> recall(SearchIndex index, Options options) {
        var documents = new MadeUp(options.seed());
        var scan = new Scan();
        for (int number = 0; number < options.documents(); number++) {
            scan.add(documents.document(number));
        }
        var recall = Recall.of(index, scan, options.queries(), options.seed());
        return List.of(
                Finding.of("recall of phrases", "share of a scan's", recall.share())
                        .promised(Bar.atLeast(1))
                        .with("queries", recall.queries())
                        .with("images", recall.wanted()),
                Finding.of("found but not there", "images", (double) recall.wrong())
                        .promised(Bar.atMost(0)));
    }

    private static Finding latency(SearchIndex index, Shape shape, Options options) {
        var random = new Random(options.seed());
        for (int i = 0; i < options.queries() / 3; i++) {
            var _ = index.find(shape.request(random));
        }
        var millis = new double[options.queries()];
        var example = "";
        long found = 0;
        for (int i = 0; i < millis.length; i++) {
            var request = shape.request(random);
            example = example.isEmpty() ? shown(request) : example;
            long before = System.nanoTime();
            found += index.find(request).total();
            millis[i] = (System.nanoTime() - before) / 1e6;
        }
        Arrays.sort(millis);
        var name = shape.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Finding.of(name, "ms, p95", at(millis, 0.95))
                .with("p50", Math.round(at(millis, 0.5) * 100) / 100.0)
                .with("found", found / millis.length)
                .with("example", example);
    }

    private static String shown(SearchRequest request) {
        return request.query().isEmpty() ? "(nothing)" : request.query();
    }

    private static double at(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return sorted[Math.clamp(rank, 0, sorted.length - 1)];
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
