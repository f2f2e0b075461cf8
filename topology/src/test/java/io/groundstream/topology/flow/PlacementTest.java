package io.groundstream.topology.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class PlacementTest {
    @Test
    void isMurmur2OfTheKeysBytesWithoutItsSign() {
        var placement = new Placement(6);

        for (var key : new String[] {"a", "image-17", "Grüße", "猫"}) {
            int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)) & 0x7fffffff;
            assertThat(placement.partition(key)).isEqualTo(hash % 6);
        }
    }

    @Test
    void isWhereLibrdkafkasMurmur2PutsIt() {
        // from librdkafka's own unit test: murmur2("kafka") = 0xd067cf64
        assertThat(new Placement(1_000).partition("kafka"))
                .isEqualTo((0xd067cf64 & 0x7fffffff) % 1_000);
    }
}
