package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Version;
import io.groundstream.schemas.avro.WorkState;
import io.groundstream.schemas.serde.BrokenRecordException;
import io.groundstream.schemas.serde.Decoder;
import io.groundstream.schemas.serde.Place;
import io.groundstream.schemas.serde.RegistryUnavailableException;
import io.groundstream.topology.decide.Digest;

/**
 * Finds what a runner has to look at: a reference as it is, the bytes of an inline picture among
 * those admitted lately, or else where they stand in images.
 */
final class Pictures {
    private final Parts parts;
    private final Decoder<ImageEvent> decoder;

    Pictures(Parts parts) {
        this.parts = parts;
        this.decoder = new Decoder<>(parts.registry(), ImageEvent.class);
    }

    /** What was found. */
    sealed interface Finding {
        record Found(Object content) implements Finding {}

        /** It will not come back. */
        record Gone() implements Finding {}

        /** Asking again may help. */
        record NotNow() implements Finding {}
    }

    /** What this version of this image shows, which must be what the work is about. */
    Finding find(WorkState work, String imageId, Version version) {
        if (!(work.getContent() instanceof InlineImage)) {
            return new Finding.Found(work.getContent());
        }
        var recent = parts.surroundings().recent().take(version);
        if (recent != null) {
            parts.meters().picture("memory");
            return new Finding.Found(new InlineImage(recent));
        }
        parts.meters().picture("images");
        return switch (parts.log().read(imageId, version)) {
            case ImageLog.Reading.NotNow _ -> new Finding.NotNow();
            case ImageLog.Reading.Gone _ -> new Finding.Gone();
            case ImageLog.Reading.Found(var value, var _) -> read(work, version, value.get());
        };
    }

    /** The bytes are not needed again soon. */
    void forget(Version version) {
        var _ = parts.surroundings().recent().take(version);
    }

    private Finding read(WorkState work, Version version, byte[] value) {
        var place = new Place(parts.topics().images(), version.getPartition(), version.getOffset());
        try {
            var content = decoder.decode(place, value).getContent();
            return content instanceof InlineImage inline
                            && Digest.of(inline.getData()).equals(work.getContentSha256())
                    ? new Finding.Found(inline)
                    : new Finding.Gone();
        } catch (BrokenRecordException _) {
            return new Finding.Gone();
        } catch (RegistryUnavailableException _) {
            return new Finding.NotNow();
        }
    }
}
