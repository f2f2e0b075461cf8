package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.DecisionReason;
import io.groundstream.schemas.avro.Finding;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.ModerationOverride;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.serde.TrustedRecords;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides: the strongest verdict of all rules that match, or a person's about the same content.
 * Equal arguments get equal decisions.
 */
public final class Judge {
    /** Keeps decisions small; the verdict rests on all findings. */
    private static final int MOST_FINDINGS = 64;

    private static final Comparator<Finding> GRAVEST =
            Comparator.comparing(Finding::getVerdict)
                    .thenComparingInt(Finding::getSeverity)
                    .reversed()
                    .thenComparingInt(Finding::getResultIndex)
                    .thenComparingInt(Finding::getSpanStart)
                    .thenComparing(Finding::getRuleId)
                    .thenComparingInt(Finding::getSpanEnd);

    static {
        TrustedRecords.vouch();
    }

    private Judge() {}

    /**
     * The decision about an annotated image.
     *
     * @param override the last one for the image; of other content it means nothing
     */
    public static ModerationDecision decide(
            Subject subject, Policy policy, @Nullable ModerationOverride override, Instant now) {
        var findings = findings(subject, policy);
        var shown = findings.subList(0, Math.min(findings.size(), MOST_FINDINGS));
        var decision =
                ModerationDecision.newBuilder()
                        .setImageId(subject.imageId())
                        .setVersion(subject.version())
                        .setContentSha256(subject.contentSha256())
                        .setFindings(List.copyOf(shown))
                        .setFindingsOmitted(findings.size() - shown.size())
                        .setPolicyId(policy.id())
                        .setPolicyRevision(policy.revision())
                        .setModel(subject.model())
                        .setDecidedAt(now);
        if (override != null && subject.isBoundBy(override)) {
            return decision.setVerdict(override.getVerdict())
                    .setReason(DecisionReason.OVERRIDDEN)
                    .setAutomated(false)
                    .setActor(override.getActor())
                    .setComment(override.getReason())
                    .build();
        }
        var strongest = findings.isEmpty() ? Verdict.ALLOW : findings.getFirst().getVerdict();
        boolean sampled =
                strongest == Verdict.ALLOW && Sampling.draws(subject, policy.sampleRate());
        return decision.setVerdict(sampled ? Verdict.REVIEW : strongest)
                .setReason(DecisionReason.RULES)
                .setSampled(sampled)
                .build();
    }

    /** The decision about an image that could not be annotated: a person has to look. */
    public static ModerationDecision unprocessed(
            String imageId, Version version, Policy policy, Instant now) {
        return ModerationDecision.newBuilder()
                .setImageId(imageId)
                .setVersion(version)
                .setVerdict(Verdict.REVIEW)
                .setReason(DecisionReason.UNPROCESSED)
                .setPolicyId(policy.id())
                .setPolicyRevision(policy.revision())
                .setDecidedAt(now)
                .build();
    }

    /** Gravest first. */
    private static List<Finding> findings(Subject subject, Policy policy) {
        var findings = new ArrayList<Finding>();
        var results = subject.results();
        for (int i = 0; i < results.size() && !policy.isEmpty(); i++) {
            findings.addAll(Evidence.in(policy, i, results.get(i)));
        }
        findings.sort(GRAVEST);
        return findings;
    }
}
