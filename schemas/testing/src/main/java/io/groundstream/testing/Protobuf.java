package io.groundstream.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A message of Protocol Buffers, by the numbers of its fields: see protobuf.dev/encoding. */
record Protobuf(Map<Integer, List<Object>> fields) {
    static Protobuf of(byte[] bytes) {
        var fields = new HashMap<Integer, List<Object>>();
        var in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            Object value =
                    switch (tag & 7) {
                        case 0 -> varint(in);
                        case 1 -> in.getLong();
                        case 2 -> bytes(in, (int) varint(in));
                        case 5 -> (long) in.getInt();
                        default -> throw new IllegalArgumentException("wire type of " + tag);
                    };
            fields.merge(tag >>> 3, List.of(value), Protobuf::both);
        }
        return new Protobuf(fields);
    }

    List<Protobuf> messages(int field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(value -> of((byte[]) value))
                .toList();
    }

    /** Empty if the field is not there. */
    byte[] bytes(int field) {
        var values = fields.get(field);
        return values == null ? new byte[0] : (byte[]) values.getLast();
    }

    /** 0 if the field is not there. */
    long number(int field) {
        var values = fields.get(field);
        return values == null ? 0 : (Long) values.getLast();
    }

    private static List<Object> both(List<Object> first, List<Object> then) {
        var all = new java.util.ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
