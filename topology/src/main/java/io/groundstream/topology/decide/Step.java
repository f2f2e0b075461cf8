package io.groundstream.topology.decide;

import io.groundstream.schemas.avro.ImageState;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a decision comes to.
 *
 * @param state the image's next state; null forgets the image
 * @param outputs what is written, in this order
 * @param endings the versions that end with it
 */
public record Step(@Nullable ImageState state, List<Output> outputs, List<Ending> endings) {
    public Step {
        outputs = List.copyOf(outputs);
        endings = List.copyOf(endings);
    }

    /** The same, with outputs and endings of what came before it put in front. */
    Step after(List<? extends Output> earlierOutputs, List<Ending> earlierEndings) {
        return new Step(
                state,
                Stream.concat(earlierOutputs.stream(), outputs.stream()).toList(),
                Stream.concat(earlierEndings.stream(), endings.stream()).toList());
    }
}
