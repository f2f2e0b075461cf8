package io.groundstream.topology.flow;

import io.groundstream.schemas.avro.Version;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;

/**
 * The bytes of inline pictures between their admission and the decision whether they are asked for,
 * so that they need not be read from images a second time. Bounded: the oldest go first. Safe for
 * many threads.
 */
public final class RecentPictures {
    private final long maxBytes;
    private final LinkedHashMap<Place, ByteBuffer> pictures = new LinkedHashMap<>();
    private long bytes;

    public RecentPictures(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void put(Version version, ByteBuffer picture) {
        var before = pictures.put(Place.of(version), picture);
        bytes += picture.remaining() - (before == null ? 0 : before.remaining());
        var oldest = pictures.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().remaining();
            oldest.remove();
        }
    }

    /** The bytes, which are not kept any longer; null if they were not. */
    synchronized @Nullable ByteBuffer take(Version version) {
        var picture = pictures.remove(Place.of(version));
        if (picture != null) {
            bytes -= picture.remaining();
        }
        return picture;
    }

    private record Place(int partition, long offset) {
        static Place of(Version version) {
            return new Place(version.getPartition(), version.getOffset());
        }
    }
}
