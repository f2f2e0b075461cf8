package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ImageState;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The states of a task's images. */
final class ImageStore {
    private final KeyValueStore<String, ImageState> states;

    ImageStore(ProcessorContext<?, ?> context) {
        this.states = context.getStateStore(Nodes.IMAGE_STATES);
    }

    @Nullable ImageState get(String imageId) {
        return states.get(imageId);
    }

    /**
     * Replaces the state.
     *
     * @param next null forgets the image
     */
    void put(String imageId, @Nullable ImageState next) {
        // null deletes, and unlike the store's own delete does not read before
        states.put(imageId, next);
    }
}
