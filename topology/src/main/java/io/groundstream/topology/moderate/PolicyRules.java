package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.Verdict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a policy must be before it may come into force. The limits keep every decision cheap. */
public final class PolicyRules {
    /** The policy that the topology decides by. */
    public static final String DEFAULT = "default";

    private static final int MAX_RULES = 10_000;
    private static final int MAX_PHRASES_OF_A_RULE = 1_000;
    private static final int MAX_PHRASES = 100_000;
    private static final int MAX_PHRASE_CHARS = 200;
    private static final int MAX_PHRASE_WORDS = 16;
    private static final int MAX_RULES_WITH_ONE_PHRASE = 100;
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_COMMENT_CHARS = 2_000;

    private final List<PolicyFault> faults = new ArrayList<>();
    private final Set<String> ruleIds = new HashSet<>();
    private final Map<List<String>, Integer> rulesWith = new HashMap<>();
    private int phrases;

    private PolicyRules() {}

    /** Everything that is wrong, in the order of the policy; empty if it may come into force. */
    public static List<PolicyFault> faults(ModerationPolicy policy) {
        var rules = new PolicyRules();
        rules.check(policy);
        return List.copyOf(rules.faults);
    }

    private void check(ModerationPolicy policy) {
        require(
                policy.getPolicyId().equals(DEFAULT),
                "policyId",
                "must be '" + DEFAULT + "', got '" + shown(policy.getPolicyId()) + "'");
        require(policy.getRevision() >= 1, "revision", "must be 1 or more");
        share("sampleRate", policy.getSampleRate());
        atMost("comment", policy.getComment(), MAX_COMMENT_CHARS);
        atMost("actor", policy.getActor(), MAX_NAME_CHARS);
        var rules = policy.getRules();
        if (rules.size() > MAX_RULES) {
            fault("rules", "at most " + MAX_RULES + ", got " + rules.size());
            return;
        }
        for (int i = 0; i < rules.size() && phrases <= MAX_PHRASES; i++) {
            check("rules[" + i + "]", rules.get(i));
        }
        require(phrases <= MAX_PHRASES, "rules", "at most " + MAX_PHRASES + " phrases together");
    }

    private void check(String path, ModerationRule rule) {
        var id = rule.getRuleId();
        require(
                id.matches("[A-Za-z0-9._-]{1," + MAX_NAME_CHARS + "}"),
                path + ".ruleId",
                "must be 1 to 100 of A-Z a-z 0-9 . _ -, got '" + shown(id) + "'");
        require(ruleIds.add(id), path + ".ruleId", "'" + shown(id) + "' names an earlier rule too");
        atMost(path + ".category", rule.getCategory(), MAX_NAME_CHARS);
        int severity = rule.getSeverity();
        require(
                severity >= 0 && severity <= 100,
                path + ".severity",
                "must be 0 to 100, got " + severity);
        share(path + ".minConfidence", rule.getMinConfidence());
        share(path + ".minBoxArea", rule.getMinBoxArea());
        require(
                rule.getVerdict() != Verdict.ALLOW,
                path + ".verdict",
                "must be REVIEW or BLOCK: a rule only makes verdicts stronger, excluded phrases"
                        + " make exceptions");
        require(!rule.getTerms().isEmpty(), path + ".terms", "must have one term or more");
        int count = rule.getTerms().size() + rule.getExcluded().size();
        phrases += count;
        if (count > MAX_PHRASES_OF_A_RULE) {
            fault(
                    path + ".terms",
                    "at most "
                            + MAX_PHRASES_OF_A_RULE
                            + " terms and excluded phrases, got "
                            + count);
            return;
        }
        phrases(path, rule);
    }

    private void phrases(String path, ModerationRule rule) {
        var terms = new HashSet<List<String>>();
        for (int i = 0; i < rule.getTerms().size(); i++) {
            var place = path + ".terms[" + i + "]";
            var stems = stems(place, rule.getTerms().get(i));
            if (terms.add(stems)) {
                count(place, stems);
            }
        }
        for (int i = 0; i < rule.getExcluded().size(); i++) {
            var place = path + ".excluded[" + i + "]";
            var stems = stems(place, rule.getExcluded().get(i));
            require(
                    stems.isEmpty() || !terms.contains(stems),
                    place,
                    "is a term of this rule, which could then never match");
            count(place, stems);
        }
    }

    /** Else one word of a text could match ten thousand times. */
    private void count(String path, List<String> stems) {
        int rules = stems.isEmpty() ? 0 : rulesWith.merge(stems, 1, Integer::sum);
        require(
                rules != MAX_RULES_WITH_ONE_PHRASE + 1,
                path,
                "the same phrase stands in more than " + MAX_RULES_WITH_ONE_PHRASE + " rules");
    }

    /** Empty if the phrase is not one. */
    private List<String> stems(String path, String phrase) {
        if (phrase.length() > MAX_PHRASE_CHARS) {
            fault(path, "at most " + MAX_PHRASE_CHARS + " characters, got " + phrase.length());
            return List.of();
        }
        var stems = Words.stems(phrase);
        require(!stems.isEmpty(), path, "'" + shown(phrase) + "' has no word that could match");
        require(
                stems.size() <= MAX_PHRASE_WORDS,
                path,
                "at most " + MAX_PHRASE_WORDS + " words, got " + stems.size());
        for (var stem : stems) {
            require(
                    !Scripts.areMixed(stem),
                    path,
                    "'"
                            + shown(phrase)
                            + "' mixes the letters of several scripts in one word, which looks like"
                            + " a word and matches none");
        }
        return stems;
    }

    private void share(String path, double value) {
        // not a number is none either
        require(value >= 0 && value <= 1, path, "must be 0 to 1, got " + value);
    }

    private void atMost(String path, String text, int chars) {
        require(
                text.length() <= chars,
                path,
                "at most " + chars + " characters, got " + text.length());
    }

    private void require(boolean holds, String path, String message) {
        if (!holds) {
            fault(path, message);
        }
    }

    private void fault(String path, String message) {
        faults.add(new PolicyFault(path, message));
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 39) + "…";
    }
}
