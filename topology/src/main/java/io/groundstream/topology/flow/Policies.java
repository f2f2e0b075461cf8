package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.Registry;
import io.groundstream.topology.moderate.Policy;
import io.groundstream.topology.moderate.PolicyReading;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The policies of one instance, as the topic has them, and the one in force: the highest valid
 * revision of {@code default}. One that cannot be read or breaks a rule is counted, logged and left
 * out. Safe for many threads; the one that reads the topic never waits for the registry.
 */
final class Policies {
    private static final Logger log = LoggerFactory.getLogger(Policies.class);

    private final String topic;
    private final Decoder<ModerationPolicy> decoder;
    private final Patience patience;
    private final Meters meters;
    private final ConcurrentHashMap<String, Bytes> records = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    // guarded by this
    private final Map<String, Checked> checked = new HashMap<>();
    private volatile InForce inForce = new InForce(0, Policy.NONE);

    Policies(Topics topics, Registry registry, Surroundings surroundings) {
        this.topic = topics.moderationPolicies();
        this.decoder = new Decoder<>(registry, ModerationPolicy.class);
        this.patience = surroundings.patience();
        this.meters = surroundings.meters();
        meters.policyRevision(() -> inForce.policy().revision());
    }

    /** Takes a record of the topic; null removes the policy. */
    void put(String key, byte @Nullable [] value) {
        if (value == null) {
            records.remove(key);
        } else {
            records.put(key, Bytes.wrap(value));
        }
        changes.incrementAndGet();
    }

    /** To decide by, now; waits for a registry that cannot be asked about a new one. */
    Policy inForce() {
        var known = inForce;
        return known.changes() == changes.get() ? known.policy() : look();
    }

    private synchronized Policy look() {
        // what comes after this is looked at with the next call
        long seen = changes.get();
        if (inForce.changes() == seen) {
            return inForce.policy();
        }
        checked.keySet().retainAll(records.keySet());
        records.forEach(this::check);
        var highest =
                checked.entrySet().stream()
                        .filter(entry -> entry.getValue().revision() > 0)
                        .max(Comparator.comparingInt(entry -> entry.getValue().revision()));
        var policy = highest.isEmpty() ? Policy.NONE : policy(highest.get());
        if (isOther(policy)) {
            log.atInfo().addKeyValue("revision", policy.revision()).log("policy in force");
        }
        inForce = new InForce(seen, policy);
        return policy;
    }

    private boolean isOther(Policy policy) {
        var before = inForce.policy();
        return policy.revision() != before.revision() || !policy.digest().equals(before.digest());
    }

    private Policy policy(Map.Entry<String, Checked> entry) {
        var before = inForce.policy();
        var value = entry.getValue().value();
        var digest = PolicyReading.digest(value.get());
        return before.revision() == entry.getValue().revision() && before.digest().equals(digest)
                ? before
                : Policy.of(decode(value), digest);
    }

    private void check(String key, Bytes value) {
        var before = checked.get(key);
        if (before == null || !before.value().equals(value)) {
            checked.put(key, new Checked(value, revision(key, value)));
        }
    }

    /** 0 if there is nothing to be put in force. */
    private int revision(String key, Bytes value) {
        if (!PolicyReading.isOfDefault(key)) {
            return 0;
        }
        try {
            var policy = decode(value);
            var faults = PolicyReading.faults(key, policy);
            if (faults.isEmpty()) {
                return policy.getRevision();
            }
            faulty(key, faults.getFirst() + " (" + faults.size() + " in all)");
        } catch (BrokenRecordException e) {
            faulty(key, String.valueOf(e.getMessage()));
        }
        return 0;
    }

    private void faulty(String key, String cause) {
        meters.policyFault();
        log.atError()
                .addKeyValue("policy", key)
                .addKeyValue("cause", cause)
                .log("policy not valid, the last good one stays in force");
    }

    private ModerationPolicy decode(Bytes value) {
        return patience.ask(() -> decoder.decode(Place.unknownIn(topic), value.get()));
    }

    private record InForce(long changes, Policy policy) {}

    /** A record that was looked at; revision 0 if it may not come into force. */
    private record Checked(Bytes value, int revision) {}
}
