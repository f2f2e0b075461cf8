package io.groundstream.topology.flow;

/**
 * Names of the topology's nodes and stores. The stores' names are part of what is kept in a
 * cluster: another name is another, empty store.
 */
final class Nodes {
    static final String IMAGES = "images";
    static final String RESULTS = "inference-results";
    static final String ADMIT = "admit";
    static final String SETTLE = "settle";

    static final String REQUESTS_INTERACTIVE = "requests-interactive";
    static final String REQUESTS_BULK = "requests-bulk";
    static final String REROUTED = "images-rerouted";
    static final String ANNOTATIONS = "annotations";
    static final String SEARCH_DOCUMENTS = "search-documents";
    static final String MODERATION_DECISIONS = "moderation-decisions";
    static final String DEAD_LETTERS = "dead-letters";

    static final String IMAGE_STATES = "image-states";
    static final String IMAGE_DUE = "image-due";

    private Nodes() {}
}
