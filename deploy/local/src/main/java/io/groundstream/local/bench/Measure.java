package io.groundstream.local.bench;

/** What is measured as a share of what was asked, and what is promised of the embedded model. */
enum Measure {
    CAPTION_EXACT("captionExact", 0.95, true),
    GROUNDING_RECALL("groundingRecallAt50", 0.97, true),
    PHRASE_GROUNDING_RECALL("phraseGroundingRecallAt50", 0.97, false),
    MEAN_IOU("meanIou", 0.85, true),
    REFERRING_RECALL("referringRecallAt50", 0.90, true),
    REGION_ACCURACY("regionAccuracy", 0.95, true),
    ANSWER_ACCURACY("answerAccuracy", 0.95, true);

    private final String key;
    private final double bar;
    private final boolean required;

    Measure(String key, double bar, boolean required) {
        this.key = key;
        this.bar = bar;
        this.required = required;
    }

    String key() {
        return key;
    }

    double bar() {
        return bar;
    }

    boolean isRequired() {
        return required;
    }

    /** What a scene adds to this measure. */
    Mark of(Answered answered) {
        return switch (this) {
            case CAPTION_EXACT -> Mark.of(answered.captionScore().exact() == 1);
            case GROUNDING_RECALL -> Marking.found(answered.captionScore());
            case PHRASE_GROUNDING_RECALL -> Marking.phrases(answered);
            case MEAN_IOU -> Marking.overlaps(answered.captionScore());
            case REFERRING_RECALL -> Marking.refers(answered);
            case REGION_ACCURACY -> Marking.regions(answered);
            case ANSWER_ACCURACY -> Marking.answers(answered, _ -> true);
        };
    }

    /** The interval of what was counted. */
    Interval interval(Ratio ratio) {
        return this == MEAN_IOU ? ratio.ofMean() : ratio.ofShare();
    }
}
