package io.groundstream.runner.importer.kosmos2;

import io.groundstream.runner.importer.Tensor;
import io.groundstream.runner.importer.onnx.FloatSource;

import java.io.IOException;
import java.nio.FloatBuffer;

/** A table of which one row reads as zeros. */
final class ZeroedRow implements FloatSource {
    private final Tensor table;
    private final long from;
    private final long to;

    ZeroedRow(Tensor table, int row) {
        this.table = table;
        this.from = row * table.shape()[1];
        this.to = from + table.shape()[1];
    }

    @Override
    public long count() {
        return table.count();
    }

    @Override
    public void read(Sink sink) throws IOException {
        table.read(
                new Sink() {
                    private long at;

                    @Override
                    public void accept(FloatBuffer chunk) throws IOException {
                        long end = at + chunk.remaining();
                        for (long i = Math.max(at, from); i < Math.min(end, to); i++) {
                            chunk.put(chunk.position() + (int) (i - at), 0);
                        }
                        at = end;
                        sink.accept(chunk);
                    }
                });
    }
}
