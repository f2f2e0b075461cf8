package io.groundstream.lag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The names in an expression of Prometheus' language: which metrics, by which labels. It knows no
 * grammar beyond what tells a metric from a function, a label and a keyword.
 *
 * @param metrics with the labels that their selectors name
 * @param grouping labels of by, without, on, ignoring, group_left and group_right
 */
record PromQl(Map<String, Set<String>> metrics, Set<String> grouping) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\[[^]]*]|[a-zA-Z_:][\\w:]*|[\\d.]+\\w*|[<>=!~]+|\\S");
    private static final Set<String> LISTS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

    static PromQl of(String expression) {
        var tokens = TOKEN.matcher(expression).results().map(found -> found.group()).toList();
        var found = new PromQl(new HashMap<>(), new TreeSet<>());
        for (int at = 0; at < tokens.size(); at++) {
            var token = tokens.get(at);
            if (LISTS.contains(token)) {
                names(tokens, at, ")").forEach(found.grouping::add);
                at += length(tokens, at, ")");
            } else if (isName(token) && !WORDS.contains(token) && !isCalled(tokens, at)) {
                var labels = found.metrics.computeIfAbsent(token, _ -> new TreeSet<>());
                if (next(tokens, at).equals("{")) {
                    labels.addAll(names(tokens, at, "}"));
                    at += length(tokens, at, "}");
                }
            }
        }
        return found;
    }

    /** What this expression names and the catalogue does not have. */
    List<String> unknown(Map<String, Set<String>> series) {
        var unknown = new ArrayList<String>();
        var all = new TreeSet<String>(Set.of("job", "instance"));
        metrics.forEach(
                (metric, labels) -> {
                    var known = series.get(metric);
                    if (known == null) {
                        unknown.add("no metric " + metric);
                        return;
                    }
                    all.addAll(known);
                    labels.stream()
                            .filter(label -> !known.contains(label))
                            .filter(label -> !Set.of("job", "instance").contains(label))
                            .forEach(label -> unknown.add(metric + " has no label " + label));
                });
        grouping.stream()
                .filter(label -> !all.contains(label))
                .forEach(label -> unknown.add("no metric here has the label " + label));
        return unknown;
    }

    private static boolean isCalled(List<String> tokens, int at) {
        var next = next(tokens, at);
        return next.equals("(") || LISTS.contains(next);
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }

    private static String next(List<String> tokens, int at) {
        return at + 1 < tokens.size() ? tokens.get(at + 1) : "";
    }

    private static List<String> names(List<String> tokens, int from, String end) {
        return tokens.subList(from + 1, from + length(tokens, from, end)).stream()
                .filter(PromQl::isName)
                .toList();
    }

    private static int length(List<String> tokens, int from, String end) {
        int length = tokens.subList(from, tokens.size()).indexOf(end);
        if (length < 0) {
            throw new IllegalArgumentException("no " + end + " after " + tokens.get(from));
        }
        return length;
    }
}
