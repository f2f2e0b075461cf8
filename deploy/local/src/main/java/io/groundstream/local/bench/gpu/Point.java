package io.groundstream.local.bench.gpu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One model at one batch size.
 *
 * @param newTokens most tokens that an answer had
 * @param tokens of all answers of a batch, padding left out
 * @param firstMillis a batch from pixels to its first token: vision, projection and prefill
 * @param batchMillis a batch from pixels to its last token
 * @param memoryMib of the device that was taken by then, by all; 0 where nobody knows
 */
record Point(
        String model,
        int batch,
        int newTokens,
        double tokens,
        double firstMillis,
        double batchMillis,
        long memoryMib) {
    static Point of(JsonNode json) {
        return new Point(
                json.required("model").textValue(),
                json.required("batch").intValue(),
                json.required("newTokens").intValue(),
                json.required("tokens").doubleValue(),
                json.required("firstMillis").doubleValue(),
                json.required("batchMillis").doubleValue(),
                json.path("memoryMib").longValue());
    }

    Point with(long memory) {
        return new Point(model, batch, newTokens, tokens, firstMillis, batchMillis, memory);
    }

    void into(ObjectNode node) {
        node.put("model", model)
                .put("batch", batch)
                .put("newTokens", newTokens)
                .put("tokens", tokens)
                .put("firstMillis", firstMillis)
                .put("batchMillis", batchMillis)
                .put("memoryMib", memoryMib)
                .put("imagesPerSecond", imagesPerSecond())
                .put("tokensPerSecond", tokensPerSecond())
                .put("stepMillis", stepMillis());
    }

    double imagesPerSecond() {
        return batch / batchMillis * 1e3;
    }

    double tokensPerSecond() {
        return tokens / batchMillis * 1e3;
    }

    /** The first token needs none; each other one does. */
    double stepMillis() {
        return newTokens < 2 ? 0 : Math.max(0, batchMillis - firstMillis) / (newTokens - 1);
    }
}
