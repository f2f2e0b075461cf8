package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Events and outcomes to test with. */
public final class Sample {
    private Sample() {}

    public static ImageEvent.Builder inline(String imageId) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(new InlineImage(ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .setAttributes(Map.of("album", "holiday"))
                .setSubmittedAt(Driver.START);
    }

    static ImageEvent.Builder reference(String imageId) {
        return inline(imageId)
                .setContent(
                        ImageReference.newBuilder().setUri("https://example.org/a.png").build());
    }

    static ImageEvent bulk(String imageId) {
        return inline(imageId).setLane(Lane.BULK).build();
    }

    public static Generated generated(String text) {
        return Generated.newBuilder()
                .setContentSha256("ab".repeat(32))
                .setWidth(10)
                .setHeight(20)
                .setMediaType("image/png")
                .setResults(List.of(TaskResult.newBuilder().setText(text).build()))
                .build();
    }

    public static Failed failed(FailureCode code, boolean retryable) {
        return new Failed(code, Stage.DECODE, "it did not work", retryable);
    }
}
