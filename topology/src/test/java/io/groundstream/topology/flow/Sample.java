package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Failed;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.Generated;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InferenceRequest;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.ModelInfo;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskResult;
import io.groundstream.schemas.avro.Timings;
import io.groundstream.topology.decide.Digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Events and outcomes to test with. */
public final class Sample {
    private Sample() {}

    /** A picture that no other image has: its bytes are the image's name. */
    public static ImageEvent.Builder inline(String imageId) {
        return inline(imageId, imageId);
    }

    /** A picture with these bytes, which others may have too. */
    public static ImageEvent.Builder inline(String imageId, String picture) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(
                        new InlineImage(ByteBuffer.wrap(picture.getBytes(StandardCharsets.UTF_8))))
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
                .setWidth(10)
                .setHeight(20)
                .setMediaType("image/png")
                .setResults(List.of(TaskResult.newBuilder().setText(text).build()))
                .build();
    }

    /** By the model whose results are reused. */
    public static Generated reusable(String text) {
        return Generated.newBuilder(generated(text))
                .setModel(ModelInfo.newBuilder().setRevision(Driver.REVISION).build())
                .setTimings(Timings.newBuilder().setInferenceMicros(7).setBatchSize(1).build())
                .build();
    }

    /** The outcome as a runner has it that has read what it was asked about. */
    public static Object about(InferenceRequest request, Object outcome) {
        return outcome instanceof Generated done && done.getContentSha256().isEmpty()
                ? Generated.newBuilder(done).setContentSha256(sha256(request)).build()
                : outcome;
    }

    /** The picture of a request, as the text that its bytes are. */
    public static String picture(InferenceRequest request) {
        return request.getContent() instanceof InlineImage inline
                ? StandardCharsets.UTF_8.decode(inline.getData().duplicate()).toString()
                : ((ImageReference) request.getContent()).getUri();
    }

    /** The digest of a picture with these bytes. */
    public static String sha256(String picture) {
        return Digest.of(ByteBuffer.wrap(picture.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(InferenceRequest request) {
        return switch (request.getContent()) {
            case InlineImage inline -> Digest.of(inline.getData());
            case ImageReference reference when reference.getSha256() != null ->
                    reference.getSha256();
            default -> "ab".repeat(32);
        };
    }

    public static Failed failed(FailureCode code, boolean retryable) {
        return new Failed(code, Stage.DECODE, "it did not work", retryable);
    }
}
