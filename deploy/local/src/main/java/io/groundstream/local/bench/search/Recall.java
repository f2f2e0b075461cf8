package io.groundstream.local.bench.search;

import io.groundstream.search.SearchIndex;
import io.groundstream.search.SearchRequest;
import io.groundstream.search.query.Bounds;

import org.jspecify.annotations.Nullable;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an index finds of that which is there.
 *
 * @param wanted images that a scan found
 * @param found of those, by the index
 * @param wrong images that the index alone found
 */
record Recall(long queries, long wanted, long found, long wrong) {
    private static final int PAGE = 100;

    /** Asks for phrases, some with a confidence of their box, some without another phrase. */
    static Recall of(SearchIndex index, Scan scan, int queries, long seed) {
        var random = new Random(seed);
        var sum = new Recall(0, 0, 0, 0);
        for (int i = 0; i < queries; i++) {
            var phrase = i % 3 == 0 ? MadeUp.thing(random) : MadeUp.colouredThing(random);
            double least = i % 2 == 0 ? 0 : random.nextDouble();
            var without = i % 4 < 2 ? "" : MadeUp.kind(random);
            sum = sum.plus(scan.images(phrase, least, without), all(index, phrase, least, without));
        }
        return sum;
    }

    double share() {
        return wanted == 0 ? 1 : (double) found / wanted;
    }

    private Recall plus(Set<String> truth, Set<String> answer) {
        var both = new TreeSet<>(answer);
        both.retainAll(truth);
        return new Recall(
                queries + 1,
                wanted + truth.size(),
                found + both.size(),
                wrong + answer.size() - both.size());
    }

    /** All pages. */
    private static Set<String> all(SearchIndex index, String phrase, double least, String without) {
        var query =
                "phrase:\"%s\"%s".formatted(phrase, without.isEmpty() ? "" : " -phrase:" + without);
        var images = new TreeSet<String>();
        var bounds = least == 0 ? Bounds.NONE : new Bounds(least, null, null);
        @Nullable String after = null;
        do {
            var page = index.find(new SearchRequest(query, bounds, null, PAGE, 0, after));
            page.hits().forEach(hit -> images.add(hit.document().getImageId()));
            after = page.next();
        } while (after != null);
        return images;
    }
}
