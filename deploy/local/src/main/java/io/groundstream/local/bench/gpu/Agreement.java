package io.groundstream.local.bench.gpu;

import io.groundstream.local.bench.beside.Finding;
import io.groundstream.local.bench.beside.Finding.Bar;
import io.groundstream.local.bench.runner.Models;
import io.groundstream.runner.bundle.Precision;
import io.groundstream.runner.generate.Device;
import io.groundstream.runner.generate.Provider;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of the embedded model in half precision whose tokens are those of single precision on CPU.
 */
final class Agreement {
    private static final int BATCH = 16;

    private Agreement() {}

    static Finding measure(Models models, List<byte[]> jpegs, Device device) throws IOException {
        List<long[]> wanted;
        try (var single =
                Subject.load(models.embedded(Precision.FP32), jpegs, Device.of(Provider.CPU))) {
            wanted = answers(single, jpegs.size());
        }
        try (var half = Subject.load(models.embedded(Precision.FP16), jpegs, device)) {
            List<long[]> made = answers(half, jpegs.size());
            int equal = 0;
            for (int i = 0; i < wanted.size(); i++) {
                equal += Arrays.equals(wanted.get(i), made.get(i)) ? 1 : 0;
            }
            return Finding.of("equal rows, embedded, fp16", "share", (double) equal / made.size())
                    .promised(Bar.atLeast(0.99))
                    .with("rows", made.size())
                    .with("provider", half.provider().word());
        }
    }

    /** Row by row, without their padding. */
    private static List<long[]> answers(Subject subject, int count) {
        int most = subject.manifest().limits().newTokens();
        int pad = subject.manifest().tokens().pad();
        var rows = new ArrayList<long[]>();
        for (int at = 0; at < count; at += BATCH) {
            var said = subject.answer(at, Math.min(BATCH, count - at), most);
            for (var row : said.tokenIds()) {
                rows.add(Arrays.stream(row).filter(id -> id != pad).toArray());
            }
        }
        return rows;
    }
}
