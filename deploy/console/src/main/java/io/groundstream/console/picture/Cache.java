package io.groundstream.console.picture;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** Thumbnails that were asked for last, bounded in bytes. Safe for use by many threads. */
final class Cache {
    private final long maxBytes;
    private final Map<Wanted, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    Cache(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized byte @Nullable [] get(Wanted wanted) {
        return kept.get(wanted);
    }

    synchronized void put(Wanted wanted, byte[] jpeg) {
        var earlier = kept.put(wanted, jpeg);
        bytes += jpeg.length - (earlier == null ? 0 : earlier.length);
        for (var eldest = kept.entrySet().iterator(); bytes > maxBytes; ) {
            bytes -= eldest.next().getValue().length;
            eldest.remove();
        }
    }

    synchronized long bytes() {
        return bytes;
    }
}
