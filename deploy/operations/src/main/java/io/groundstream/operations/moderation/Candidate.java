package io.groundstream.operations.moderation;

import io.groundstream.operations.moderation.PolicyTopic.Entry;
import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.service.ConfigException;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A policy as it is to be put: under a revision that is new, with the moment and who puts it.
 *
 * @param before what stood on the topic when the revision was chosen
 */
public record Candidate(ModerationPolicy policy, List<Entry> before) {
    /**
     * Makes one of a policy that was read.
     *
     * @param revision null takes one above the highest
     * @param actor who puts it, unless the policy itself says so
     * @throws ConfigException if the revision is there already: decisions name the revision that
     *     they rest on, so that it must not change its meaning
     */
    public static Candidate of(
            ModerationPolicy read,
            List<Entry> before,
            @Nullable Integer revision,
            String actor,
            Instant now) {
        var policy =
                ModerationPolicy.newBuilder(read)
                        .setRevision(
                                revision == null
                                        ? PolicyTopic.nextRevision(before)
                                        : unused(revision, before))
                        .setActor(read.getActor().isEmpty() ? actor : read.getActor())
                        .setCreatedAt(now)
                        .build();
        return new Candidate(policy, before);
    }

    /** What putting it does, in one line. */
    public String summary() {
        int highest = PolicyTopic.inForce(before).map(Entry::revision).orElse(0);
        int terms = policy.getRules().stream().mapToInt(rule -> rule.getTerms().size()).sum();
        return "revision %d with %d rules and %d terms %s"
                .formatted(
                        policy.getRevision(),
                        policy.getRules().size(),
                        terms,
                        policy.getRevision() > highest
                                ? "is in force"
                                : "is kept; revision " + highest + " stays in force");
    }

    private static int unused(int revision, List<Entry> entries) {
        if (revision < 1) {
            throw new ConfigException("--revision must be 1 or more, got " + revision);
        }
        if (entries.stream().anyMatch(entry -> entry.revision() == revision)) {
            throw new ConfigException(
                    "--revision " + revision + " is there already, see policy show");
        }
        return revision;
    }
}
