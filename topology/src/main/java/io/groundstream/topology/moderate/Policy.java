package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.topology.moderate.Phrases.Hit;
import io.groundstream.topology.moderate.Phrases.Phrase;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A policy made ready to decide by. Safe for many threads. */
public final class Policy {
    /** Decides where there is no policy: everything is allowed, under revision 0. */
    public static final Policy NONE = new Policy("", 0, "", 0, List.of());

    private final String id;
    private final int revision;
    private final String digest;
    private final double sampleRate;
    private final List<ModerationRule> rules;
    private final Phrases phrases = new Phrases();

    private Policy(
            String id, int revision, String digest, double sampleRate, List<ModerationRule> rules) {
        this.id = id;
        this.revision = revision;
        this.digest = digest;
        this.sampleRate = sampleRate;
        this.rules = List.copyOf(rules);
        for (int rule = 0; rule < rules.size(); rule++) {
            add(rule, rules.get(rule).getTerms(), false);
            add(rule, rules.get(rule).getExcluded(), true);
        }
    }

    /**
     * Makes a policy ready.
     *
     * @param digest tells apart what was put under one revision twice
     * @throws IllegalArgumentException if {@link PolicyRules} finds faults
     */
    public static Policy of(ModerationPolicy policy, String digest) {
        var faults = PolicyRules.faults(policy);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return new Policy(
                policy.getPolicyId(),
                policy.getRevision(),
                digest,
                policy.getSampleRate(),
                policy.getRules());
    }

    public String id() {
        return id;
    }

    public int revision() {
        return revision;
    }

    public String digest() {
        return digest;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    double sampleRate() {
        return sampleRate;
    }

    ModerationRule rule(Hit hit) {
        return rules.get(hit.phrase().rule());
    }

    /** The terms that stand in the text, are not denied there and not part of an exception. */
    List<Hit> hits(List<Word> words) {
        var hits = phrases.in(words);
        if (hits.isEmpty()) {
            return hits;
        }
        var exceptions = new Exceptions(hits);
        return hits.stream()
                .filter(hit -> !hit.phrase().excluded() && !exceptions.hold(hit))
                .filter(hit -> !Negation.holds(words, hit.from(), hit.to()))
                .toList();
    }

    /**
     * For each rule and each word how far the excluded phrases reach that begin there or before.
     */
    private static final class Exceptions {
        private final Map<Integer, TreeMap<Integer, Integer>> reaches = new HashMap<>();

        /**
         * Takes the excluded ones among the hits.
         *
         * @param hits in the order of the text
         */
        Exceptions(List<Hit> hits) {
            for (var hit : hits) {
                if (hit.phrase().excluded()) {
                    var reach = reaches.computeIfAbsent(hit.phrase().rule(), _ -> new TreeMap<>());
                    int before = reach.isEmpty() ? 0 : reach.lastEntry().getValue();
                    reach.put(hit.from(), Math.max(before, hit.to()));
                }
            }
        }

        boolean hold(Hit term) {
            var reach = reaches.get(term.phrase().rule());
            var before = reach == null ? null : reach.floorEntry(term.from());
            return before != null && before.getValue() >= term.to();
        }
    }

    private void add(int rule, List<String> texts, boolean excluded) {
        for (var text : texts) {
            phrases.add(Words.stems(text), new Phrase(rule, text, excluded));
        }
    }
}
