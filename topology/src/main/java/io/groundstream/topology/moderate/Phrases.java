package io.groundstream.topology.moderate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All phrases of a policy in one tree of stems, so that a text is read once whatever their number:
 * a word costs at most as many steps as the longest phrase has words.
 */
final class Phrases {
    private final Node root = new Node();

    /** One phrase of a rule; inside an excluded one the rule's terms do not count. */
    record Phrase(int rule, String text, boolean excluded) {}

    /** A phrase where it stands: words from (included) to (excluded). */
    record Hit(Phrase phrase, int from, int to) {}

    void add(List<String> stems, Phrase phrase) {
        var node = root;
        for (var stem : stems) {
            node = node.next.computeIfAbsent(stem, _ -> new Node());
        }
        boolean isNew =
                node.ends.stream()
                        .noneMatch(
                                end ->
                                        end.rule() == phrase.rule()
                                                && end.excluded() == phrase.excluded());
        if (isNew) {
            node.ends.add(phrase);
        }
    }

    /** Words that follow each other, without punctuation between them; in the order of the text. */
    List<Hit> in(List<Word> words) {
        var hits = new ArrayList<Hit>();
        for (int from = 0; from < words.size(); from++) {
            var node = root.next.get(words.get(from).stem());
            for (int to = from + 1; node != null; to++) {
                for (var phrase : node.ends) {
                    hits.add(new Hit(phrase, from, to));
                }
                node =
                        to < words.size() && !words.get(to).afterBreak()
                                ? node.next.get(words.get(to).stem())
                                : null;
            }
        }
        return hits;
    }

    private static final class Node {
        private final Map<String, Node> next = new HashMap<>(2);
        private final List<Phrase> ends = new ArrayList<>(1);
    }
}
