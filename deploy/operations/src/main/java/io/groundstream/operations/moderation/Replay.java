package io.groundstream.operations.moderation;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.PresentRecords;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.moderate.Judge;
import io.groundstream.topology.moderate.Overrides;
import io.groundstream.topology.moderate.Policy;
import io.groundstream.topology.moderate.Subject;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Decides every stored annotation again under another policy, as the topology would, and compares
 * with the decisions that stand. Writes nothing and asks no model.
 */
public final class Replay {
    private static final int MOST_EXAMPLES = 3;
    private static final int MOST_FINDINGS = 3;
    private static final String NONE = "NONE";

    private final Cluster cluster;
    private final Registry registry;
    private final Map<String, ModerationOverride> overrides = new HashMap<>();
    private final Map<String, Standing> standing = new HashMap<>();
    // in order, so that the examples are the same each time
    private final TreeMap<String, Judged> judged = new TreeMap<>();

    public Replay(Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.registry = registry;
    }

    /** An image that would be decided otherwise, with the gravest evidence. */
    public record Example(String imageId, List<Finding> findings) {}

    /** From one verdict to another; from NONE where no decision stands yet. */
    public record Transition(String from, String to, long images, List<Example> examples) {
        public boolean isChange() {
            return !from.equals(to);
        }
    }

    /**
     * What would happen.
     *
     * @param images with an annotation
     * @param overridden of these by people, whatever the policy
     * @param unprocessed images without an annotation, which stay in REVIEW
     */
    public record Difference(
            long images, long overridden, long unprocessed, List<Transition> transitions) {
        public long changed() {
            return transitions.stream()
                    .filter(Transition::isChange)
                    .mapToLong(Transition::images)
                    .sum();
        }
    }

    /** May be asked once. */
    public Difference under(Policy policy) {
        var topics = cluster.topics();
        each(topics.moderationOverrides(), ModerationOverride.class, this::override);
        each(topics.moderationDecisions(), ModerationDecision.class, this::stands);
        each(
                topics.annotations(),
                Annotation.class,
                (key, annotation) -> judge(key, annotation, policy));
        return new Difference(
                judged.size(),
                judged.values().stream().filter(Judged::overridden).count(),
                standing.entrySet().stream()
                        .filter(e -> e.getValue().unprocessed() && !judged.containsKey(e.getKey()))
                        .count(),
                transitions());
    }

    private void override(String key, Optional<ModerationOverride> override) {
        if (override.isEmpty()) {
            overrides.remove(key);
        } else if (Overrides.areUsable(key, override.get())) {
            overrides.put(key, override.get());
        }
    }

    private void stands(String key, Optional<ModerationDecision> decision) {
        if (decision.isEmpty()) {
            standing.remove(key);
        } else {
            var reason = decision.get().getReason();
            standing.put(
                    key,
                    new Standing(
                            decision.get().getVerdict().name(),
                            reason == DecisionReason.UNPROCESSED));
        }
    }

    private void judge(String key, Optional<Annotation> annotation, Policy policy) {
        if (annotation.isEmpty()) {
            judged.remove(key);
            return;
        }
        var subject = Subject.of(annotation.get());
        var decision = Judge.decide(subject, policy, overrides.get(key), Instant.EPOCH);
        var findings = decision.getFindings();
        judged.put(
                key,
                new Judged(
                        decision.getVerdict().name(),
                        decision.getReason() == DecisionReason.OVERRIDDEN,
                        List.copyOf(
                                findings.subList(0, Math.min(findings.size(), MOST_FINDINGS)))));
    }

    private List<Transition> transitions() {
        var counts = new TreeMap<String, Transition>();
        judged.forEach(
                (imageId, now) -> {
                    var before = standing.get(imageId);
                    var from = before == null ? NONE : before.verdict();
                    var one = new Transition(from, now.verdict(), 0, new ArrayList<>());
                    var found = counts.getOrDefault(from + " " + now.verdict(), one);
                    if (found.isChange() && found.images() < MOST_EXAMPLES) {
                        found.examples().add(new Example(imageId, now.findings()));
                    }
                    counts.put(
                            from + " " + now.verdict(),
                            new Transition(
                                    from, now.verdict(), found.images() + 1, found.examples()));
                });
        return List.copyOf(counts.values());
    }

    /** Records that cannot be read are passed over, as every reader of the topic does. */
    private <T extends SpecificRecord> void each(
            String topic, Class<T> type, BiConsumer<String, Optional<T>> taker) {
        var decoder = new Decoder<>(registry, type);
        PresentRecords.read(cluster, topic, record -> take(decoder, record, taker));
    }

    private static <T extends SpecificRecord> void take(
            Decoder<T> decoder,
            ConsumerRecord<String, byte[]> record,
            BiConsumer<String, Optional<T>> taker) {
        if (record.value() == null) {
            taker.accept(record.key(), Optional.empty());
            return;
        }
        var place = new Place(record.topic(), record.partition(), record.offset());
        T value;
        try {
            value = decoder.decode(place, record.value());
        } catch (BrokenRecordException _) {
            return;
        }
        taker.accept(record.key(), Optional.of(value));
    }

    private record Standing(String verdict, boolean unprocessed) {}

    private record Judged(String verdict, boolean overridden, List<Finding> findings) {}
}
