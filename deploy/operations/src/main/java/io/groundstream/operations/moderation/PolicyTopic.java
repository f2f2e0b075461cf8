package io.groundstream.operations.moderation;

import io.groundstream.operations.kafka.Cluster;
import io.groundstream.operations.kafka.PresentRecords;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Encoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.moderate.PolicyFault;
import io.groundstream.topology.moderate.PolicyReading;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** The policies that stand on their topic, good and bad, as the topology sees them. */
public final class PolicyTopic {
    private final Cluster cluster;
    private final Registry registry;
    private final String topic;

    public PolicyTopic(Cluster cluster, Registry registry) {
        this.cluster = cluster;
        this.registry = registry;
        this.topic = cluster.topics().moderationPolicies();
    }

    /**
     * One record.
     *
     * @param policy null if it cannot be read
     * @param faults why it cannot be in force
     */
    public record Entry(
            String key, int revision, @Nullable ModerationPolicy policy, List<PolicyFault> faults) {
        /** True if nothing but a higher revision keeps it from being in force. */
        public boolean isValid() {
            return policy != null && faults.isEmpty();
        }

        /** In one line. */
        public String told() {
            return PolicyYaml.told(faults);
        }
    }

    /** All revisions of the default policy, the lowest first. */
    public List<Entry> read() {
        var decoder = new Decoder<>(registry, ModerationPolicy.class);
        var entries = new TreeMap<String, Entry>();
        PresentRecords.read(
                cluster,
                topic,
                record -> {
                    if (record.value() == null) {
                        entries.remove(record.key());
                    } else if (PolicyReading.isOfDefault(record.key())) {
                        entries.put(record.key(), entry(decoder, record));
                    }
                });
        return entries.values().stream()
                .sorted(java.util.Comparator.comparingInt(Entry::revision))
                .toList();
    }

    /** The highest valid revision. */
    public static Optional<Entry> inForce(List<Entry> entries) {
        return entries.stream().filter(Entry::isValid).reduce((_, later) -> later);
    }

    /** One above the highest that is there, valid or not. */
    public static int nextRevision(List<Entry> entries) {
        return 1 + entries.stream().mapToInt(Entry::revision).max().orElse(0);
    }

    /** Returns when the broker has it for good. */
    public void put(ModerationPolicy policy) throws InterruptedException {
        var bytes = new Encoder<ModerationPolicy>(registry, Topics.subject(topic)).encode(policy);
        try (var producer = cluster.producer()) {
            producer.send(new ProducerRecord<>(topic, PolicyReading.key(policy), bytes)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the policy was not taken: " + e.getCause(), e);
        }
    }

    private static Entry entry(
            Decoder<ModerationPolicy> decoder, ConsumerRecord<String, byte[]> record) {
        var place = new Place(record.topic(), record.partition(), record.offset());
        int revision = revision(record.key());
        try {
            var policy = decoder.decode(place, record.value());
            return new Entry(
                    record.key(), revision, policy, PolicyReading.faults(record.key(), policy));
        } catch (BrokenRecordException e) {
            var fault = new PolicyFault("", String.valueOf(e.getMessage()));
            return new Entry(record.key(), revision, null, List.of(fault));
        }
    }

    /** 0 if the key names none. */
    private static int revision(String key) {
        try {
            return Integer.parseInt(key.substring(key.indexOf('@') + 1));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
