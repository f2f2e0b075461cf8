package io.groundstream.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MachineChecksTest {
    private static final long GIB = 1L << 30;

    @Test
    void enoughIsEnough() {
        assertThat(MachineChecks.room(2 * GIB, 2 * GIB, "memory"))
                .isEqualTo("2.0 GiB of memory free");
    }

    @Test
    void lessIsAFaultThatSaysHowMuchIsNeeded() {
        assertThatThrownBy(() -> MachineChecks.room(GIB / 2, GIB + GIB / 4, "memory"))
                .hasMessage("0.5 GiB of memory free, 1.3 GiB are needed");
    }
}
