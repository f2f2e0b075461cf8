package io.groundstream.local.bench.gpu;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a device was measured to do at its best.
 *
 * @param bytesPerSecond of memory, read and written, in a large copy
 * @param flopsPerSecond of a large matrix product
 */
record Machine(String name, double bytesPerSecond, double flopsPerSecond) {
    Machine {
        if (!(bytesPerSecond > 0) || !(flopsPerSecond > 0)) {
            throw new IllegalArgumentException("rates of a machine must be positive");
        }
    }

    static Machine of(JsonNode json) {
        return new Machine(
                json.required("name").textValue(),
                json.required("bytesPerSecond").doubleValue(),
                json.required("flopsPerSecond").doubleValue());
    }
}
