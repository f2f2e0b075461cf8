package io.groundstream.local.bench.gpu;

/**
 * The least time that a device needs, counted from first principles: bytes that must pass its
 * memory over the rate at which they can, operations over the rate of matrix products, whichever
 * takes longer. Weights are read once a step, keys and values once a row and token.
 *
 * @param valueBytes of a weight, and of a key or value
 */
record Floors(ModelShape shape, Machine machine, int valueBytes) {
    /** Milliseconds from pixels to the first token of a batch: vision, projection and prefill. */
    double firstMillis(int batch) {
        double cache = (double) batch * shape.prompt() * shape.cacheValues();
        return millis(
                (shape.allWeights() + cache) * valueBytes, 2.0 * batch * shape.firstProducts());
    }

    /** Milliseconds of a step, on the average over answers of so many tokens. */
    double stepMillis(int batch, int newTokens) {
        // the second token of an answer finds the prompt and the first; the last all but itself
        double before = shape.prompt() + newTokens / 2.0;
        double cache = batch * (before + 1) * shape.cacheValues();
        return millis(
                (shape.decoderWeights() + cache) * valueBytes,
                2.0 * batch * shape.stepProducts(Math.round(before)));
    }

    private double millis(double bytes, double operations) {
        return 1e3
                * Math.max(bytes / machine.bytesPerSecond(), operations / machine.flopsPerSecond());
    }
}
