package io.groundstream.topology.flow;

/**
 * Names of the topology's nodes and stores. The stores' names are part of what is kept in a
 * cluster: another name is another, empty store.
 */
final class Nodes {
    static final String IMAGES = "images";
    static final String RESULTS = "inference-results";
    static final String CLAIMS = "claims";
    static final String ANSWERS = "answers";
    static final String OVERRIDES = "moderation-overrides";
    static final String POLICIES_SOURCE = "moderation-policies-source";
    static final String KEEP_POLICIES = "keep-policies";
    static final String OVERRULE = "overrule";
    static final String ADMIT = "admit";
    static final String SETTLE = "settle";
    static final String DISPATCH = "dispatch";
    static final String COLLECT = "collect";

    static final String REQUESTS_INTERACTIVE = "requests-interactive";
    static final String REQUESTS_BULK = "requests-bulk";
    static final String CLAIMS_OUT = "claims-out";
    static final String ANSWERS_OUT = "answers-out";
    static final String REROUTED = "images-rerouted";
    static final String OVERRIDES_REROUTED = "moderation-overrides-rerouted";
    static final String ANNOTATIONS = "annotations";
    static final String SEARCH_DOCUMENTS = "search-documents";
    static final String MODERATION_DECISIONS = "moderation-decisions";
    static final String DEAD_LETTERS = "dead-letters";

    static final String IMAGE_STATES = "image-states";
    static final String WORK_STATES = "work-states";
    static final String WORK_WAITERS = "work-waiters";
    static final String WORK_DUE = "work-due";
    static final String WORK_RESULTS = "work-results";
    static final String MODERATION = "moderation";
    static final String MODERATION_WALK = "moderation-walk";
    static final String POLICIES = "moderation-policies";

    private Nodes() {}
}
