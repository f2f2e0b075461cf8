package io.groundstream.local.bench;

import io.groundstream.runner.bundle.Calibration.Subject;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a model claimed of boxes, phrases and texts, and the truth. Belongs to one thread. */
final class Evidence {
    private final Map<Subject, List<Claimed>> claims = new EnumMap<>(Subject.class);

    Evidence() {
        for (var subject : Subject.values()) {
            claims.put(subject, new ArrayList<>());
        }
    }

    void add(Answered answered) {
        of(Subject.BOX).addAll(Claimed.boxes(answered));
        of(Subject.PHRASE).addAll(Claimed.phrases(answered));
        of(Subject.TEXT).add(Claimed.text(answered));
    }

    List<Claimed> of(Subject subject) {
        return claims.getOrDefault(subject, List.of());
    }
}
