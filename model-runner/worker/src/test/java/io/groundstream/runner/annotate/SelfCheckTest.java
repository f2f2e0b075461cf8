package io.groundstream.runner.annotate;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.runner.batch.BatchModel;
import io.groundstream.runner.language.Said;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

class SelfCheckTest {
    private static final Shape SHAPE = new Shape(1, 1);
    private static final List<Row> ROWS =
            Collections.nCopies(4, new Row(ByteBuffer.allocate(0), new long[] {1}));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aModelWhoseRowsDoNotMixPassesEvenIfItsBatchesArePadded() throws Exception {
        BatchModel<Shape, Row, Said> model =
                (_, rows, _) ->
                        Collections.nCopies(
                                rows.size(),
                                rows.size() == 1
                                        ? new Said(new long[] {7}, new float[] {-1})
                                        : new Said(new long[] {7, 0}, new float[] {-1, 0}));

        new SelfCheck(model, 1, meters).compute(SHAPE, ROWS, 4);

        assertThat(count("checks")).isEqualTo(1);
        assertThat(count("mismatch")).isZero();
    }

    @Test
    void aModelWhoseRowsMixIsCounted() throws Exception {
        BatchModel<Shape, Row, Said> model =
                (_, rows, _) ->
                        Collections.nCopies(
                                rows.size(), new Said(new long[] {rows.size()}, new float[] {-1}));
        var check = new SelfCheck(model, 2, meters);

        for (int i = 0; i < 6; i++) {
            check.compute(SHAPE, ROWS, 4);
        }

        assertThat(count("checks")).isEqualTo(3);
        assertThat(count("mismatch")).isEqualTo(3);
    }

    private double count(String name) {
        return meters.get("groundstream.batch.invariance." + name).counter().count();
    }
}
