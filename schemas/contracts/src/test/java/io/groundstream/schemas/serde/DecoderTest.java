package io.groundstream.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.serde.BrokenRecordException.Reason;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

class DecoderTest {
    private static final Place PLACE = new Place("images", 3, 42);

    private final Registry registry = Registry.connect("mock://decoder", Map.of());
    private final Encoder<ImageEvent> encoder = new Encoder<>(registry, "images-value");
    private final Decoder<ImageEvent> decoder = new Decoder<>(registry, ImageEvent.class);

    @BeforeEach
    void registerSchemas() {
        registry.register("images-value", ImageEvent.getClassSchema());
        registry.register("annotations-value", Annotation.getClassSchema());
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(decoder.decode(PLACE, encoder.encode(event()))).isEqualTo(event());
    }

    @Test
    void neverRegistersASchemaByItself() {
        var unregistered = new Encoder<ImageEvent>(registry, "other-value");

        assertThatThrownBy(() -> unregistered.encode(event()))
                .isInstanceOf(UnknownSchemaException.class);
    }

    @Test
    void aWrongMagicByteIsNamedWithItsPlace() {
        var bytes = encoder.encode(event());
        bytes[0] = 'J';

        assertBroken(bytes, Reason.WRONG_MAGIC_BYTE);
    }

    @Test
    void anUnknownSchemaIdIsNamed() {
        var bytes = encoder.encode(event());
        bytes[1] = 0x7f;

        assertBroken(bytes, Reason.UNKNOWN_SCHEMA_ID);
    }

    @Test
    void aRecordOfAnotherSchemaIsNotReadAsAnEmptyOne() {
        var other = new Encoder<Annotation>(registry, "annotations-value");

        assertBroken(other.encode(Annotation.newBuilder().build()), Reason.OTHER_SCHEMA);
    }

    @Test
    void everyTruncationIsBroken() {
        var bytes = encoder.encode(event());
        for (int length = 0; length < bytes.length; length++) {
            var reason = length < 5 ? Reason.TOO_SHORT : Reason.MALFORMED;
            assertBroken(Arrays.copyOf(bytes, length), reason);
        }
    }

    @Test
    void bytesLeftOverAreBroken() {
        var bytes = encoder.encode(event());

        assertBroken(Arrays.copyOf(bytes, bytes.length + 1), Reason.MALFORMED);
    }

    @Test
    void aLengthThatPromisesGigabytesIsRefusedWithoutAllocatingThem() {
        var bytes = ByteBuffer.allocate(10);
        bytes.put(encoder.encode(event()), 0, 5);
        bytes.put(new byte[] {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f});

        assertBroken(bytes.array(), Reason.MALFORMED);
    }

    @Test
    void randomDamageIsEitherReadOrBrokenAndNothingElse() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var bytes = encoder.encode(event());
            bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            try {
                assertThat(decoder.decode(PLACE, bytes)).isNotNull();
            } catch (BrokenRecordException e) {
                assertThat(e.reason()).isEqualTo(Reason.MALFORMED);
            }
        }
    }

    @Test
    void aRegistryThatCannotBeReachedSaysNothingAboutTheRecord() {
        var down = Registry.connect("http://127.0.0.1:1", Map.of());
        var bytes = encoder.encode(event());

        assertThatThrownBy(() -> new Decoder<>(down, ImageEvent.class).decode(PLACE, bytes))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("images-3@42");
    }

    private void assertBroken(byte[] bytes, Reason reason) {
        var broken =
                catchThrowableOfType(
                        BrokenRecordException.class, () -> decoder.decode(PLACE, bytes));

        assertThat(broken.reason()).isEqualTo(reason);
        assertThat(broken).hasMessageContaining("images-3@42");
    }

    private static ImageEvent event() {
        return ImageEvent.newBuilder()
                .setImageId("cat-1")
                .setContent(new InlineImage(ByteBuffer.wrap(new byte[] {1, 2, 3})))
                .setTasks(List.of(TaskRequest.newBuilder().build()))
                .setSubmittedAt(Instant.ofEpochMilli(1_700_000_000_000L))
                .setAttributes(Map.of("album", "pets"))
                .build();
    }
}
