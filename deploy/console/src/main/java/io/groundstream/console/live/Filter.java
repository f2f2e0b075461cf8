package io.groundstream.console.live;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Entity;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Verdict;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Which news a viewer wants.
 *
 * @param phrase part of a phrase or of a text, whatever its case
 * @param minConfidence of the phrase where one matches, else of the text
 * @param verdict moderation's
 */
record Filter(Optional<String> phrase, double minConfidence, Optional<Verdict> verdict) {
    static final Filter NONE = new Filter(Optional.empty(), 0, Optional.empty());

    Filter {
        phrase = phrase.map(text -> text.toLowerCase(Locale.ROOT));
    }

    /** Dead letters have nothing to filter by, and are wanted by whoever wants all. */
    boolean wants(News news) {
        return switch (news) {
            case News.Lettered _ -> equals(NONE);
            case News.Annotated(var annotation, var judged, _) ->
                    (verdict.isEmpty() || Objects.equals(judged, verdict.get()))
                            && matches(annotation);
        };
    }

    private boolean matches(Annotation annotation) {
        return annotation.getResults().stream()
                .flatMapToDouble(this::confidences)
                .anyMatch(confidence -> confidence >= minConfidence);
    }

    private DoubleStream confidences(TaskResult result) {
        if (phrase.isEmpty()) {
            return DoubleStream.of(result.getConfidence());
        }
        var phrases =
                result.getEntities().stream()
                        .filter(entity -> isIn(entity.getPhrase()))
                        .mapToDouble(Filter::confidence)
                        .toArray();
        return phrases.length == 0 && isIn(result.getText())
                ? DoubleStream.of(result.getConfidence())
                : DoubleStream.of(phrases);
    }

    private boolean isIn(String text) {
        return text.toLowerCase(Locale.ROOT).contains(phrase.orElseThrow());
    }

    /** Of the box that is surest, or of the words where there is none. */
    private static double confidence(Entity entity) {
        var words = entity.getPhraseConfidence();
        return entity.getBoxes().stream()
                .mapToDouble(box -> box.getConfidence())
                .max()
                .orElse(words == null ? 0 : words);
    }
}
