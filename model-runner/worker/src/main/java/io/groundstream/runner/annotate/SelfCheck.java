package io.groundstream.runner.annotate;

import io.groundstream.runner.batch.BatchModel;
import io.groundstream.runner.language.Said;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.List;

/**
 * Now and then computes one row of a batch again, alone, and counts when the model says something
 * else: a result must not depend on its neighbours. Belongs to one thread.
 */
final class SelfCheck implements BatchModel<Shape, Row, Said> {
    private static final Logger log = LoggerFactory.getLogger(SelfCheck.class);

    private final BatchModel<Shape, Row, Said> model;
    private final int everyBatches;
    private final Counter checks;
    private final Counter mismatches;
    private long batches;

    SelfCheck(BatchModel<Shape, Row, Said> model, int everyBatches, MeterRegistry registry) {
        this.model = model;
        this.everyBatches = everyBatches;
        this.checks =
                Counter.builder("groundstream.batch.invariance.checks")
                        .description("Rows that were computed a second time, alone")
                        .register(registry);
        this.mismatches =
                Counter.builder("groundstream.batch.invariance.mismatch")
                        .description("Rows whose tokens were others when they were alone")
                        .register(registry);
    }

    @Override
    public List<Said> compute(Shape shape, List<Row> rows, int paddedSize) throws Exception {
        var said = model.compute(shape, rows, paddedSize);
        if (rows.size() > 1 && batches++ % everyBatches == 0) {
            // another row each time
            check(shape, rows, said, (int) (batches / everyBatches % rows.size()));
        }
        return said;
    }

    private void check(Shape shape, List<Row> rows, List<Said> said, int index) throws Exception {
        var alone = model.compute(shape, List.of(rows.get(index)), 1).getFirst();
        checks.increment();
        var together = said.get(index);
        if (!Arrays.equals(spoken(alone), spoken(together))) {
            mismatches.increment();
            log.atWarn()
                    .addKeyValue("rows", rows.size())
                    .addKeyValue("row", index)
                    .log("a result depended on its neighbours in the batch");
        }
    }

    /** Tokens with a probability: what follows the end is padding, and as long as the batch was. */
    private static long[] spoken(Said said) {
        int end = said.tokenIds().length;
        while (end > 0 && said.logProbs()[end - 1] == 0f) {
            end--;
        }
        return Arrays.copyOf(said.tokenIds(), end);
    }
}
