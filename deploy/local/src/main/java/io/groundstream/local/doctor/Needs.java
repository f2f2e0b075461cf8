package io.groundstream.local.doctor;

import io.groundstream.runner.generate.Provider;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What is to be run.
 *
 * @param bundle of the model; may fail where the product is not built
 * @param provider that must run the model
 * @param state folder of the topology's stores
 * @param stateMemory bytes that they may take
 * @param maxInFlight how long work may wait in the request topics
 */
public record Needs(
        Supplier<Path> bundle,
        Provider provider,
        Path state,
        long stateMemory,
        Duration maxInFlight) {}
