package io.groundstream.local.bench.topology;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.InlineImage;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;

/** What an event carries; no two carry the same, so that nothing can be reused. */
enum Content {
    REFERENCE {
        @Override
        Object of(String id, Random random) {
            return ImageReference.newBuilder()
                    .setUri("https://images.example.org/2026/" + id + ".jpg")
                    .build();
        }
    },
    INLINE {
        @Override
        Object of(String id, Random random) {
            var bytes = new byte[INLINE_BYTES];
            random.nextBytes(bytes);
            return new InlineImage(ByteBuffer.wrap(bytes));
        }
    };

    static final int INLINE_BYTES = 100_000;

    abstract Object of(String id, Random random);

    ImageEvent event(String id, Random random) {
        return ImageEvent.newBuilder()
                .setImageId(id)
                .setContent(of(id, random))
                .setSubmittedAt(Instant.now())
                .build();
    }
}
