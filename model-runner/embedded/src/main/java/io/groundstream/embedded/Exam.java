package io.groundstream.embedded;

import java.util.List;
import java.util.Optional;

/** What can be asked about a scene beside its captions, with the one right answer to each. */
public record Exam(List<Refer> refers, List<Region> regions, List<Question> questions) {
    /**
     * Words that pick out things ("the blue cup left of the tree"), and the boxes of all of them.
     */
    public record Refer(String text, List<Box> boxes) {
        public Refer {
            boxes = List.copyOf(boxes);
        }
    }

    /** A place in the picture, the thing that is there, and the words for it: "a small red car". */
    public record Region(Box box, Thing thing, String text) {}

    /**
     * A question and its answer in words: "What colour is the car?", "red". Where the answer names
     * a thing, the box of it.
     */
    public record Question(String text, String answer, Optional<Box> box) {
        /** One whose answer names no thing. */
        public Question(String text, String answer) {
            this(text, answer, Optional.empty());
        }
    }

    public Exam {
        refers = List.copyOf(refers);
        regions = List.copyOf(regions);
        questions = List.copyOf(questions);
    }
}
