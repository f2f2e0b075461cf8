package io.groundstream.console.ask;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.DeadLetter;

import java.util.Optional;
import java.util.function.Function;

/** How images have ended, as the indices know: what came while nobody followed. */
public record Settled(
        Function<String, Optional<Annotation>> annotation,
        Function<String, Optional<DeadLetter>> letter) {
    Optional<Answer> of(String imageId) {
        return annotation
                .apply(imageId)
                .<Answer>map(Answer.Annotated::new)
                .or(() -> letter.apply(imageId).map(Answer.DeadLettered::new));
    }
}
