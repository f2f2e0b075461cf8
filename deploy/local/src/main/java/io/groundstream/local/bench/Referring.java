package io.groundstream.local.bench;

import io.groundstream.embedded.Box;
import io.groundstream.local.truth.Claims;
import io.groundstream.schemas.avro.ScoredBox;

import java.util.Arrays;
import java.util.List;

/** Whether boxes point at exactly the things that words refer to. */
final class Referring {
    private static final double ENOUGH = 0.5;
    private static final int FREE = -1;

    private final List<Box> truth;
    private final List<ScoredBox> answer;
    private final int[] owners;

    private Referring(List<Box> truth, List<ScoredBox> answer) {
        this.truth = truth;
        this.answer = answer;
        this.owners = new int[answer.size()];
        Arrays.fill(owners, FREE);
    }

    /**
     * True if the boxes can be paired one to one, each pair with an IoU of 0.5 or more, and none is
     * left over on either side.
     */
    static boolean isRight(List<Box> truth, List<ScoredBox> answer) {
        return truth.size() == answer.size() && new Referring(truth, answer).isPaired();
    }

    private boolean isPaired() {
        for (int i = 0; i < truth.size(); i++) {
            if (!finds(i, new boolean[owners.length])) {
                return false;
            }
        }
        return true;
    }

    /** An augmenting path: takes a free box, or one whose owner finds another. */
    private boolean finds(int wanted, boolean[] tried) {
        for (int i = 0; i < owners.length; i++) {
            if (!tried[i] && Claims.iou(answer.get(i), truth.get(wanted)) >= ENOUGH) {
                tried[i] = true;
                if (owners[i] == FREE || finds(owners[i], tried)) {
                    owners[i] = wanted;
                    return true;
                }
            }
        }
        return false;
    }
}
