package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.topology.moderate.Rules;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whatever is published, decided by people and put in force, in whatever order: in the end the
 * decision about each image is that of a model that knows nothing of stems, trees or stores.
 */
class DecisionsMatchAModelTest {
    /** By their digests. */
    private static final Map<String, String> PICTURES =
            Map.of(Sample.sha256("one"), "one", Sample.sha256("other"), "other");

    /** As a text has it, and what a term has to be to match. */
    private static final Map<String, String> WORDS =
            Map.of(
                    "gun", "gun", "guns", "gun", "knife", "knife", "knives", "knife", "toy", "toy",
                    "toys", "toy", "no", "no", "tree", "tree", "killing", "kill", "kill", "kill");

    @Property(tries = 60, seed = "20260102")
    void inAnyOrderOfEvents(@ForAll("histories") List<Action> history) {
        play(history);
    }

    @Tag("proof")
    @Property(tries = 1_000)
    void inAnyOrderOfEventsManyTimes(@ForAll("histories") List<Action> history) {
        play(history);
    }

    private static void play(List<Action> history) {
        try (var driver = new Driver()) {
            var world = new World(driver);
            for (var action : history) {
                world.act(action);
            }
            driver.advance(Duration.ofSeconds(2));
            assertThat(world.shown()).isEqualTo(world.expected());
        }
    }

    @Provide
    Arbitrary<List<Action>> histories() {
        var image = Arbitraries.of("a", "b", "c", "d");
        var content = Arbitraries.of(PICTURES.keySet());
        var verdict = Arbitraries.of(Verdict.values());
        var text =
                Arbitraries.of(WORDS.keySet().stream().sorted().toList())
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(7);
        var level = Arbitraries.of(0.0, 0.25, 0.5, 0.75, 1.0);
        return Arbitraries.<Action>frequencyOf(
                        Tuple.of(
                                8,
                                Combinators.combine(
                                                image,
                                                content,
                                                text,
                                                Arbitraries.integers().between(0, 63),
                                                level)
                                        .as(Annotate::new)),
                        Tuple.of(1, image.map(Fail::new)),
                        Tuple.of(1, image.map(Delete::new)),
                        Tuple.of(2, Combinators.combine(image, content, verdict).as(Overrule::new)),
                        Tuple.of(1, image.map(Withdraw::new)),
                        Tuple.of(3, policies().map(Put::new)),
                        Tuple.of(
                                1,
                                Combinators.combine(
                                                Arbitraries.integers().between(1, 6),
                                                Arbitraries.of(true, false))
                                        .as(Spoil::new)),
                        Tuple.of(2, Arbitraries.just(new Wait())))
                .list()
                .ofMaxSize(30);
    }

    private static Arbitrary<ModerationPolicy> policies() {
        var phrase =
                Arbitraries.of("gun", "knife", "toy", "tree", "kill")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(words -> String.join(" ", words));
        var rule =
                Combinators.combine(
                                phrase.list().ofMinSize(1).ofMaxSize(3),
                                phrase.list().ofMaxSize(2),
                                Arbitraries.of(Verdict.REVIEW, Verdict.BLOCK),
                                Arbitraries.of(0.0, 0.3, 0.6),
                                Arbitraries.of(0.0, 0.0, 0.2),
                                Arbitraries.of(false, false, true))
                        .as(
                                (terms, excluded, verdict, confidence, area, grounded) ->
                                        Rules.block("r")
                                                .setTerms(terms)
                                                .setExcluded(
                                                        excluded.stream()
                                                                .filter(p -> !terms.contains(p))
                                                                .toList())
                                                .setVerdict(verdict)
                                                .setMinConfidence(confidence)
                                                .setMinBoxArea(area)
                                                .setGroundedOnly(grounded));
        return Combinators.combine(
                        rule.list().ofMaxSize(3),
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.of(0.0, 0.5, 1.0))
                .as(
                        (rules, revision, rate) -> {
                            IntStream.range(0, rules.size())
                                    .forEach(i -> rules.get(i).setRuleId("r" + i));
                            return Rules.policy(
                                            revision, rules.toArray(ModerationRule.Builder[]::new))
                                    .setSampleRate(rate)
                                    .build();
                        });
    }

    /** One thing that happens. */
    sealed interface Action {}

    /** The place says which words are an entity, and how large its box is. */
    record Annotate(String image, String content, List<String> text, int place, double confidence)
            implements Action {}

    record Fail(String image) implements Action {}

    record Delete(String image) implements Action {}

    record Overrule(String image, String content, Verdict verdict) implements Action {}

    record Withdraw(String image) implements Action {}

    record Put(ModerationPolicy policy) implements Action {}

    /** What is no policy takes the place of one, or nothing does. */
    record Spoil(int revision, boolean garbage) implements Action {}

    record Wait() implements Action {}

    /** What a decision comes to. */
    private record Outcome(Verdict verdict, boolean automated, boolean sampled, int revision) {}

    private static final class World {
        private final Driver driver;
        private final Map<String, Annotate> annotated = new HashMap<>();
        private final Map<String, Overrule> overrides = new HashMap<>();
        private final Map<String, Boolean> failed = new HashMap<>();
        private final TreeMap<Integer, ModerationPolicy> policies = new TreeMap<>();

        World(Driver driver) {
            this.driver = driver;
        }

        void act(Action action) {
            switch (action) {
                case Annotate it -> {
                    driver.publish(Sample.inline(it.image(), PICTURES.get(it.content())).build());
                    driver.answer(
                            driver.request(),
                            Generated.newBuilder(Sample.generated(""))
                                    .setContentSha256(it.content())
                                    .setResults(List.of(result(it)))
                                    .build());
                    annotated.put(it.image(), it);
                    failed.remove(it.image());
                }
                case Fail(var image) -> {
                    driver.publish(Sample.inline(image).build());
                    driver.answer(driver.request(), Sample.failed(FailureCode.MODEL, false));
                    annotated.remove(image);
                    failed.put(image, true);
                }
                case Delete(var image) -> {
                    driver.publish(image, (byte[]) null);
                    annotated.remove(image);
                    failed.remove(image);
                }
                case Overrule it -> {
                    driver.override(
                            ModerationOverride.newBuilder()
                                    .setImageId(it.image())
                                    .setContentSha256(it.content())
                                    .setVerdict(it.verdict())
                                    .build());
                    overrides.put(it.image(), it);
                }
                case Withdraw(var image) -> {
                    driver.override(image, (byte[]) null);
                    overrides.remove(image);
                }
                case Put(var policy) -> {
                    driver.policy(policy);
                    policies.put(policy.getRevision(), policy);
                }
                case Spoil(var revision, var garbage) -> {
                    driver.policy("default@" + revision, garbage ? new byte[] {0, 1} : null);
                    policies.remove(revision);
                }
                case Wait _ -> driver.advance(Duration.ofSeconds(1));
            }
        }

        Map<String, Outcome> shown() {
            var left = driver.compacted(Driver.TOPICS.moderationDecisions());
            var shown = new HashMap<String, Outcome>();
            for (ModerationDecision decision : driver.decisions()) {
                if (left.contains(decision.getImageId())) {
                    shown.put(
                            decision.getImageId(),
                            new Outcome(
                                    decision.getVerdict(),
                                    decision.getAutomated(),
                                    decision.getSampled(),
                                    failed.containsKey(decision.getImageId())
                                            ? -1
                                            : decision.getPolicyRevision()));
                }
            }
            return shown;
        }

        Map<String, Outcome> expected() {
            var expected = new HashMap<String, Outcome>();
            failed.keySet()
                    .forEach(id -> expected.put(id, new Outcome(Verdict.REVIEW, true, false, -1)));
            annotated.forEach((id, annotation) -> expected.put(id, outcome(annotation)));
            return expected;
        }

        private Outcome outcome(Annotate annotation) {
            var policy = policies.isEmpty() ? null : policies.lastEntry().getValue();
            int revision = policy == null ? 0 : policy.getRevision();
            var override = overrides.get(annotation.image());
            if (override != null && override.content().equals(annotation.content())) {
                return new Outcome(override.verdict(), false, false, revision);
            }
            var rules = policy == null ? List.<ModerationRule>of() : policy.getRules();
            var verdict =
                    rules.stream()
                            .filter(rule -> matches(rule, annotation))
                            .map(ModerationRule::getVerdict)
                            .max(Verdict::compareTo)
                            .orElse(Verdict.ALLOW);
            boolean sampled =
                    policy != null
                            && verdict == Verdict.ALLOW
                            && share(annotation) < policy.getSampleRate();
            return new Outcome(sampled ? Verdict.REVIEW : verdict, true, sampled, revision);
        }
    }

    private static int entityFrom(Annotate it) {
        return it.place() % it.text().size();
    }

    private static int entityTo(Annotate it) {
        return Math.min(it.text().size(), entityFrom(it) + 1 + it.place() % 3);
    }

    private static double side(Annotate it) {
        return it.place() % 2 == 0 ? 0.3 : 0.6;
    }

    private static TaskResult result(Annotate it) {
        var text = String.join(" ", it.text());
        int start =
                it.text().subList(0, entityFrom(it)).stream().mapToInt(w -> w.length() + 1).sum();
        var phrase = String.join(" ", it.text().subList(entityFrom(it), entityTo(it)));
        var entity = Rules.entity(phrase, phrase, it.confidence(), side(it));
        var placed =
                io.groundstream.schemas.avro.Entity.newBuilder(entity)
                        .setSpanStart(start)
                        .setSpanEnd(start + phrase.length())
                        .build();
        return TaskResult.newBuilder(Rules.said(text, placed)).build();
    }

    /** Word by word, with nothing but lists. */
    private static boolean matches(ModerationRule rule, Annotate it) {
        var words = it.text().stream().map(WORDS::get).map(Objects::requireNonNull).toList();
        for (var term : rule.getTerms()) {
            for (int at : places(term, words)) {
                int end = at + term.split(" ").length;
                boolean excluded =
                        rule.getExcluded().stream()
                                .anyMatch(
                                        phrase ->
                                                places(phrase, words).stream()
                                                        .anyMatch(
                                                                from ->
                                                                        from <= at
                                                                                && end
                                                                                        <= from
                                                                                                + phrase
                                                                                                        .split(
                                                                                                                " ")
                                                                                                        .length));
                boolean denied =
                        at > 0
                                && words.get(at - 1).equals("no")
                                && !(at > 1 && words.get(at - 2).equals("no"));
                if (!excluded && !denied && suffices(rule, it, at, end)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean suffices(ModerationRule rule, Annotate it, int at, int end) {
        if (entityFrom(it) <= at && end <= entityTo(it)) {
            return it.confidence() >= rule.getMinConfidence()
                    && side(it) * side(it) >= rule.getMinBoxArea();
        }
        return !rule.getGroundedOnly()
                && rule.getMinBoxArea() == 0
                && 0.5 >= rule.getMinConfidence();
    }

    private static List<Integer> places(String phrase, List<String> words) {
        var wanted = Arrays.asList(phrase.split(" "));
        return IntStream.rangeClosed(0, words.size() - wanted.size())
                .filter(at -> words.subList(at, at + wanted.size()).equals(wanted))
                .boxed()
                .collect(Collectors.toList());
    }

    private static double share(Annotate it) {
        try {
            var name = it.image() + "\0" + it.content();
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, Arrays.copyOf(digest, 8)).doubleValue() / Math.pow(2, 64);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
