package io.groundstream.console.live;

import io.groundstream.console.live.News.Annotated;
import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.ModerationDecision;
import io.groundstream.schemas.avro.Verdict;
import io.groundstream.schemas.avro.Version;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings annotations and the decisions about them together, which stand on two topics and come in
 * either order. An annotation waits for its decision, but not for long. Handed the time; belongs to
 * one thread.
 */
final class Verdicts {
    private static final long PATIENCE = Duration.ofMillis(500).toNanos();
    private static final int MOST = 1_024;

    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final Map<String, Decided> decided = new LinkedHashMap<>();

    private record Waiting(Annotation annotation, int weight, long since) {}

    private record Decided(Version version, Verdict verdict) {}

    void annotated(Annotation annotation, int weight, long now, List<News> out) {
        var known = decided.get(annotation.getImageId());
        if (known != null && known.version().equals(annotation.getVersion())) {
            out.add(new Annotated(annotation, known.verdict(), weight));
            return;
        }
        // of an image that is annotated again the earlier one goes first
        var earlier = waiting.remove(annotation.getImageId());
        if (earlier != null) {
            out.add(undecided(earlier));
        }
        waiting.put(annotation.getImageId(), new Waiting(annotation, weight, now));
    }

    void decided(ModerationDecision decision, List<News> out) {
        var imageId = decision.getImageId();
        var held = waiting.get(imageId);
        if (held != null && held.annotation().getVersion().equals(decision.getVersion())) {
            waiting.remove(imageId);
            out.add(new Annotated(held.annotation(), decision.getVerdict(), held.weight()));
            return;
        }
        decided.remove(imageId);
        decided.put(imageId, new Decided(decision.getVersion(), decision.getVerdict()));
        if (decided.size() > MOST) {
            decided.remove(decided.keySet().iterator().next());
        }
    }

    /** Lets those go that have waited long enough. */
    void settle(long now, List<News> out) {
        for (var eldest = waiting.values().iterator(); eldest.hasNext(); ) {
            var held = eldest.next();
            if (waiting.size() <= MOST && now - held.since() < PATIENCE) {
                return;
            }
            eldest.remove();
            out.add(undecided(held));
        }
    }

    private static News undecided(Waiting held) {
        return new Annotated(held.annotation(), null, held.weight());
    }
}
