package io.groundstream.runner.batch;

import io.groundstream.runner.batch.Answer.Broken;
import io.groundstream.runner.batch.Answer.Done;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Computes a batch; where that fails, its halves, until what is at fault is alone. Every item is
 * answered exactly once.
 */
final class Bisection<K, I, O> {
    private final BatchModel<K, I, O> model;
    private final BatchLimits limits;
    private final BatchObserver observer;
    private final LongSupplier nanos;

    Bisection(
            BatchModel<K, I, O> model,
            BatchLimits limits,
            BatchObserver observer,
            LongSupplier nanos) {
        this.model = model;
        this.limits = limits;
        this.observer = observer;
        this.nanos = nanos;
    }

    void answer(List<Waiting<K, I, O>> batch) {
        long start = nanos.getAsLong();
        try {
            var outputs = compute(batch);
            long took = nanos.getAsLong() - start;
            observer.computed(batch.size(), took);
            for (int i = 0; i < batch.size(); i++) {
                var waiting = batch.get(i);
                waiting.answer()
                        .complete(
                                new Done<>(
                                        outputs.get(i),
                                        start - waiting.since(),
                                        took,
                                        batch.size()));
            }
        } catch (Throwable e) {
            // errors too: a dead thread would answer nobody any more
            halve(batch, e);
        }
    }

    private void halve(List<Waiting<K, I, O>> batch, Throwable cause) {
        if (batch.size() == 1) {
            batch.getFirst().answer().complete(new Broken<>(cause));
            return;
        }
        int middle = batch.size() / 2;
        answer(batch.subList(0, middle));
        answer(batch.subList(middle, batch.size()));
    }

    private List<O> compute(List<Waiting<K, I, O>> batch) throws Exception {
        var key = batch.getFirst().item().key();
        var inputs = batch.stream().map(waiting -> waiting.item().input()).toList();
        var outputs = model.compute(key, inputs, limits.padded(inputs.size()));
        if (outputs.size() != inputs.size()) {
            throw new IllegalStateException(
                    "wanted " + inputs.size() + " outputs, the model gave " + outputs.size());
        }
        return outputs;
    }
}
