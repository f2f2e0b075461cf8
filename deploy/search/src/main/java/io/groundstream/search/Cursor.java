package io.groundstream.search;

import io.groundstream.search.query.BadQueryException;

import org.apache.lucene.util.BytesRef;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where a page ended.
 *
 * @param query what was asked for, by its hash: a place means nothing to another query
 * @param moment of the index
 * @param score of the last item, 0 where pages are in order of time
 * @param millis its time
 * @param id its key
 */
record Cursor(int query, long moment, float score, long millis, BytesRef id) {
    private static final int VERSION = 1;
    private static final int MOST_CHARACTERS = 8_192;
    private static final int CHECK_BYTES = 8;

    String write() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(query);
            out.writeLong(moment);
            out.writeFloat(score);
            out.writeLong(millis);
            out.write(id.bytes, id.offset, id.length);
            out.writeLong(check(bytes.toByteArray(), bytes.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(bytes.toByteArray());
    }

    /** Throws if we did not write it, or not for this query. */
    static Cursor read(String text, int query) {
        try {
            var cursor = read(text);
            if (cursor.query == query) {
                return cursor;
            }
        } catch (IOException | IllegalArgumentException _) {
            // said below
        }
        throw new BadQueryException("after: this place is not one of this query's");
    }

    private static Cursor read(String text) throws IOException {
        if (text.length() > MOST_CHARACTERS) {
            throw new IOException("too long");
        }
        var bytes = Base64.getUrlDecoder().decode(text);
        int length = bytes.length - CHECK_BYTES;
        if (length < 1 || !text(bytes).equals(text)) {
            throw new IOException("not as we write it");
        }
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            var cursor =
                    new Cursor(
                            in.readInt(),
                            in.readLong(),
                            in.readFloat(),
                            in.readLong(),
                            new BytesRef(in.readNBytes(in.available() - CHECK_BYTES)));
            if (version != VERSION
                    || in.readLong() != check(bytes, length)
                    || Float.isNaN(cursor.score)) {
                throw new IOException("not ours");
            }
            return cursor;
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static long check(byte[] bytes, int length) {
        var crc = new CRC32();
        crc.update(Arrays.copyOf(bytes, length));
        return crc.getValue();
    }
}
