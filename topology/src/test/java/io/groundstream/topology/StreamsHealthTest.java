package io.groundstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsHealthTest {
    @ParameterizedTest
    @EnumSource(State.class)
    void isReadyOnlyWhileRecordsAreProcessed(State state) {
        assertThat(new StreamsHealth(() -> state).isReady()).isEqualTo(state == State.RUNNING);
    }

    @Test
    void onlyAFailureNeedsANewStart() {
        assertThat(new StreamsHealth(() -> State.REBALANCING).isLive()).isTrue();
        assertThat(new StreamsHealth(() -> State.PENDING_ERROR).isLive()).isFalse();
        assertThat(new StreamsHealth(() -> State.ERROR).isLive()).isFalse();
    }
}
