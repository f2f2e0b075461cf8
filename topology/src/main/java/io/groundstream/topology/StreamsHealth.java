package io.groundstream.topology;

import io.groundstream.schemas.service.Health;

import org.apache.kafka.streams.KafkaStreams.State;

import java.util.function.Supplier;

/** A topology's health, by the state of its streams. */
record StreamsHealth(Supplier<State> state) implements Health {
    @Override
    public boolean isLive() {
        return switch (state.get()) {
            case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> true;
            case PENDING_ERROR, ERROR -> false;
        };
    }

    @Override
    public boolean isReady() {
        return state.get() == State.RUNNING;
    }
}
