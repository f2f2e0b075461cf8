package io.groundstream.local.doctor;

import io.groundstream.runner.generate.Device;
import io.groundstream.schemas.catalog.Role;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is to be run.
 *
 * @param bundle of the model; may fail where the product is not built
 * @param device that must run the model
 * @param state folder of the topology's stores
 * @param stateMemory bytes that they may take
 * @param maxInFlight how long work may wait in the request topics
 * @param role whose user this is; null for somebody who may look at everything
 */
public record Needs(
        Supplier<Path> bundle,
        Device device,
        Path state,
        long stateMemory,
        Duration maxInFlight,
        @Nullable Role role) {}
