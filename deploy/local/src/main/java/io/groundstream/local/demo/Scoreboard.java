package io.groundstream.local.demo;

import io.groundstream.embedded.Scene;
import io.groundstream.embedded.Score;
import io.groundstream.local.truth.Claims;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What was published, what came back, and how true it is. Every image must end exactly once: a
 * second ending of any kind is a duplicate. Belongs to one thread.
 */
final class Scoreboard {
    private final Map<String, Scene> published = new HashMap<>();
    private final Set<String> annotated = new HashSet<>();
    private final Set<String> deadLettered = new HashSet<>();
    private int duplicates;
    private Score score = Score.NONE;

    void published(String imageId, Scene scene) {
        published.put(imageId, scene);
    }

    /** True if the image is one of ours. */
    boolean knows(String imageId) {
        return published.containsKey(imageId);
    }

    void ended(Annotation annotation) {
        if (first(annotation.getImageId(), annotated)) {
            var scene = Objects.requireNonNull(published.get(annotation.getImageId()));
            score = score.plus(Claims.score(scene, annotation.getResults()));
        }
    }

    void ended(DeadLetter letter) {
        if (first(letter.getImageId(), deadLettered)) {
            score = score.plus(missed(letter.getImageId()));
        }
    }

    boolean isComplete() {
        return annotated.size() + deadLettered.size() == published.size();
    }

    boolean isExactlyOnce() {
        return isComplete() && duplicates == 0;
    }

    int publishedCount() {
        return published.size();
    }

    int annotatedCount() {
        return annotated.size();
    }

    int deadLetteredCount() {
        return deadLettered.size();
    }

    int duplicates() {
        return duplicates;
    }

    Score score() {
        return score;
    }

    private boolean first(String imageId, Set<String> endings) {
        if (annotated.contains(imageId) || deadLettered.contains(imageId)) {
            duplicates++;
            return false;
        }
        return endings.add(imageId);
    }

    private Score missed(String imageId) {
        return Score.of(Objects.requireNonNull(published.get(imageId)), List.of(), List.of());
    }
}
