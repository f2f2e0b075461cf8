package io.groundstream.runner.batch;

import java.time.Duration;

/**
 * When a batch closes.
 *
 * @param maxBatch most items of a batch, a power of two
 * @param maxQueueDelay how long an item waits for company
 * @param bulkPatience how long urgent items that come later may overtake a bulk item
 * @param capacity most items that wait; whoever brings another one waits until there is room
 */
public record BatchLimits(
        int maxBatch, Duration maxQueueDelay, Duration bulkPatience, int capacity) {
    public BatchLimits {
        if (maxBatch < 1 || maxBatch > 512 || Integer.bitCount(maxBatch) != 1) {
            throw new IllegalArgumentException(
                    "the largest batch must be a power of two, 1 to 512, got " + maxBatch);
        }
        if (maxQueueDelay.isNegative() || bulkPatience.isNegative()) {
            throw new IllegalArgumentException("delays must not be negative");
        }
        if (capacity < maxBatch) {
            throw new IllegalArgumentException(
                    "capacity must be at least the largest batch, got " + capacity);
        }
    }

    /** The same with the capacity of so many batchers. */
    public BatchLimits withRoomFor(int calls) {
        return new BatchLimits(
                maxBatch, maxQueueDelay, bulkPatience, Math.multiplyExact(capacity, calls));
    }

    /** The size that a batch of {@code items} is padded to: the next power of two. */
    public int padded(int items) {
        if (items < 1 || items > maxBatch) {
            throw new IllegalArgumentException("1 to " + maxBatch + " items, got " + items);
        }
        return items == 1 ? 1 : Integer.highestOneBit(items - 1) << 1;
    }
}
