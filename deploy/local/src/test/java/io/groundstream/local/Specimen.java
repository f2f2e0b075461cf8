package io.groundstream.local;

import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.TaskRequest;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something to publish, and how it must end.
 *
 * @param content an InlineImage or an ImageReference
 * @param code of its dead letter; empty if it must be annotated
 */
record Specimen(String kind, Object content, List<TaskRequest> tasks, Optional<FailureCode> code) {

    static Specimen picture(String kind, byte[] bytes, Optional<FailureCode> code) {
        return new Specimen(kind, new InlineImage(ByteBuffer.wrap(bytes)), List.of(), code);
    }

    static Specimen broken(String kind, byte[] bytes, FailureCode code) {
        return picture(kind, bytes, Optional.of(code));
    }

    static Specimen reference(String kind, ImageReference reference, FailureCode code) {
        return new Specimen(kind, reference, List.of(), Optional.of(code));
    }

    Specimen asking(List<TaskRequest> wanted, FailureCode instead) {
        return new Specimen(kind, content, wanted, Optional.of(instead));
    }

    String ending() {
        return code.map(FailureCode::name).orElse("annotated");
    }

    ImageEvent event(String imageId) {
        return ImageEvent.newBuilder()
                .setImageId(imageId)
                .setContent(content)
                .setTasks(tasks)
                .setSubmittedAt(Instant.now())
                .build();
    }
}
