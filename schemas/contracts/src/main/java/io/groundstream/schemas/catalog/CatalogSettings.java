package io.groundstream.schemas.catalog;

import io.groundstream.schemas.service.ConfigException;

import java.time.Duration;

/**
 * What the admin step creates.
 *
 * @param partitions of every topic; claims and results, and images and answers, must have the same
 *     number
 * @param deliveryLimit how often the broker delivers a request before it drops it, 2 to 10
 * @param lock how long a runner may hold a request, 15 s to 60 s unless the broker allows others
 */
public record CatalogSettings(int partitions, short replication, int deliveryLimit, Duration lock) {
    /** For a cluster of one broker. */
    public static final CatalogSettings SINGLE_BROKER =
            new CatalogSettings(6, (short) 1, 10, Duration.ofSeconds(30));

    public CatalogSettings {
        if (partitions < 1 || replication < 1) {
            throw new ConfigException("partitions and replication must be 1 or more");
        }
        if (deliveryLimit < 2 || deliveryLimit > 10) {
            throw new ConfigException("delivery limit must be 2 to 10, got " + deliveryLimit);
        }
    }
}
