package io.groundstream.kubernetes;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The catalogue of metrics, docs/metrics.md, which is held against real scrapes elsewhere. */
final class Metrics {
    private static final Pattern NAME = Pattern.compile("\\bgroundstream_[a-z0-9_]+");
    private static final Pattern PART = Pattern.compile("_(sum|count|bucket|max)$");
    private static final String CATALOGUE = "docs/metrics.md";

    private Metrics() {}

    static Set<String> namedIn(String text) {
        return NAME.matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A histogram stands in the catalogue without its parts. */
    static boolean exists(String metric) {
        var catalogue = namedIn(Repository.text(CATALOGUE));
        return catalogue.contains(metric)
                || catalogue.contains(PART.matcher(metric).replaceFirst(""));
    }
}
