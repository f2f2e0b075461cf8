package io.groundstream.schemas.catalog;

import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.service.Settings;

/**
 * The names of everything that lives in a cluster. All of them start with the prefix, which may be
 * empty, so that several installations can share one cluster and one registry.
 */
public record Topics(String prefix) {
    public Topics {
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException(
                    "a topic prefix is up to 100 of a-z A-Z 0-9 . _ -, got '" + prefix + "'");
        }
    }

    /** Reads {@code topics.prefix}; a bad one is a fault of the settings, not an exception. */
    public static Topics from(Settings settings) {
        try {
            return new Topics(settings.text("topics.prefix", ""));
        } catch (IllegalArgumentException e) {
            settings.fault("topics.prefix: " + e.getMessage());
            return new Topics("");
        }
    }

    public String images() {
        return prefix + "images";
    }

    public String inferenceRequests(Lane lane) {
        return switch (lane) {
            case INTERACTIVE -> prefix + "inference-requests";
            case BULK -> prefix + "inference-requests-bulk";
        };
    }

    /** From images to the work that they want, inside the topology. */
    public String claims() {
        return prefix + "claims";
    }

    /** From the work back to the images, inside the topology. */
    public String answers() {
        return prefix + "answers";
    }

    public String inferenceResults() {
        return prefix + "inference-results";
    }

    public String annotations() {
        return prefix + "annotations";
    }

    public String searchDocuments() {
        return prefix + "search-documents";
    }

    public String moderationDecisions() {
        return prefix + "moderation-decisions";
    }

    public String moderationPolicies() {
        return prefix + "moderation-policies";
    }

    public String moderationOverrides() {
        return prefix + "moderation-overrides";
    }

    public String deadLetters() {
        return prefix + "dead-letters";
    }

    /** The share group of all model-runners. */
    public String runnerGroup() {
        return prefix + "model-runners";
    }

    /** The application id of the topology. */
    public String topologyId() {
        return prefix + "topology";
    }

    /** The subject of the topology's store of images. */
    public String imageStatesSubject() {
        return subject(prefix + "image-states");
    }

    /** The subject of the topology's store of work under way. */
    public String workStatesSubject() {
        return subject(prefix + "work-states");
    }

    /** The subject of the topology's store of images that wait for work. */
    public String workWaitersSubject() {
        return subject(prefix + "work-waiters");
    }

    /** The subject of the topology's store of results that may be reused. */
    public String workResultsSubject() {
        return subject(prefix + "work-results");
    }

    /** The subject of what the topology keeps for moderation. */
    public String moderationStatesSubject() {
        return subject(prefix + "moderation-states");
    }

    /** The subject of how far the topology has come in deciding again. */
    public String moderationWalksSubject() {
        return subject(prefix + "moderation-walks");
    }

    /** The registry subject of a topic's values. */
    public static String subject(String topic) {
        return topic + "-value";
    }
}
