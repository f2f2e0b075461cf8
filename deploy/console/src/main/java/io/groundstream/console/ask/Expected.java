package io.groundstream.console.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The pictures whose answers are waited for, and those that have theirs. Bounded: the one that was
 * asked about first is forgotten. Safe for many threads.
 */
final class Expected {
    private final Map<String, CompletableFuture<Answer>> answers;
    private boolean dismissed;

    Expected(int most) {
        this.answers =
                new LinkedHashMap<>() {
                    @Override
                    protected boolean removeEldestEntry(
                            Map.Entry<String, CompletableFuture<Answer>> eldest) {
                        return size() > most;
                    }
                };
    }

    /** Completes with the answer, or is cancelled when no more come; the same for all who ask. */
    synchronized CompletableFuture<Answer> of(String imageId) {
        var answer = answers.computeIfAbsent(imageId, _ -> new CompletableFuture<>());
        if (dismissed) {
            answer.cancel(false);
        }
        return answer;
    }

    /** Empty if nobody asks about this image. */
    synchronized Optional<CompletableFuture<Answer>> find(String imageId) {
        return Optional.ofNullable(answers.get(imageId));
    }

    /** No more answers come. */
    synchronized void dismiss() {
        dismissed = true;
        answers.values().forEach(answer -> answer.cancel(false));
    }
}
