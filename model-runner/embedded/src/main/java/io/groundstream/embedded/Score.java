package io.groundstream.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much of what is really there a model has said. A caption is exact when its phrases are those
 * of the truth, each as often; a phrase is found when the model gave the same phrase a box whose
 * overlap with the true one (intersection over union) is at least one half.
 *
 * @param overlaps sum over the true phrases of the best box's overlap, 0 for a phrase without one
 */
public record Score(int scenes, int exact, int phrases, int found, double overlaps) {
    public static final Score NONE = new Score(0, 0, 0, 0, 0);
    private static final double ENOUGH = 0.5;

    /** What a model said: a phrase, and one of the boxes that it gave the phrase. */
    public record Claim(String phrase, Box box) {}

    /** The score of one scene; {@code phrases} are those of the model's caption, in any order. */
    public static Score of(Scene scene, List<String> phrases, List<Claim> claims) {
        var wanted = scene.things().stream().map(Thing::phrase).sorted().toList();
        boolean exact = wanted.equals(phrases.stream().sorted().toList());
        var left = new ArrayList<>(claims);
        int found = 0;
        double overlaps = 0;
        for (var thing : scene.things()) {
            var best =
                    left.stream()
                            .filter(claim -> claim.phrase().equals(thing.phrase()))
                            .max(Comparator.comparingDouble(claim -> claim.box().iou(thing.box())));
            double overlap = best.map(claim -> claim.box().iou(thing.box())).orElse(0.0);
            overlaps += overlap;
            if (best.isPresent() && overlap >= ENOUGH) {
                left.remove(best.get());
                found++;
            }
        }
        return new Score(1, exact ? 1 : 0, scene.things().size(), found, overlaps);
    }

    public Score plus(Score other) {
        return new Score(
                scenes + other.scenes,
                exact + other.exact,
                phrases + other.phrases,
                found + other.found,
                overlaps + other.overlaps);
    }

    /** The share of scenes with an exact caption; 0 where there are no scenes. */
    public double captionExact() {
        return scenes == 0 ? 0 : (double) exact / scenes;
    }

    /** The share of true phrases that were found; 0 where there are none. */
    public double groundingRecallAt50() {
        return phrases == 0 ? 0 : (double) found / phrases;
    }

    /** The mean over the true phrases of the best box's overlap; 0 where there are none. */
    public double meanIou() {
        return phrases == 0 ? 0 : overlaps / phrases;
    }
}
