package io.groundstream.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.serde.TrustedRecords;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;

class PlainJsonTest {
    @Test
    void hasNoUnionWrappersAndNoBytes() {
        TrustedRecords.vouch();
        var event =
                ImageEvent.newBuilder()
                        .setImageId("a")
                        .setContent(new InlineImage(ByteBuffer.wrap(new byte[] {1})))
                        .setDeadline(Instant.EPOCH)
                        .setAttributes(Map.of("k", "v"))
                        .build();

        assertThat(PlainJson.of(event).toString())
                .isEqualTo(
                        """
                        {"imageId":"a","content":{},"mediaType":null,"tasks":[],\
                        "lane":"INTERACTIVE","deadline":"1970-01-01T00:00:00Z",\
                        "submittedAt":"1970-01-01T00:00:00Z","attributes":{"k":"v"}}\
                        """);
    }
}
