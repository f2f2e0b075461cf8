package io.groundstream.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void saysHowMuchHowFastAndHowLong() {
        assertThat(new ProgressLine(400).at(100, 12_345_678, 10 * SECOND, 120))
                .isEqualTo(
                        "[#######.......................] "
                                + "100/400  12.3 MB  10/s  1.2 MB/s  0:30 left");
    }

    @Test
    void atTheEndThereIsNothingLeft() {
        assertThat(new ProgressLine(3).at(3, 0, 2 * SECOND, 80))
                .isEqualTo("[##############################] 3/3  1.5/s");
    }

    @Test
    void atTheStartNothingIsKnown() {
        assertThat(new ProgressLine(8).at(0, 0, 0, 80))
                .isEqualTo("[..............................] 0/8");
    }

    @Test
    void longWaitsAreHoursAndMinutes() {
        assertThat(new ProgressLine(7_201).at(1, 0, SECOND, 80)).endsWith("2:00:00 left");
        assertThat(new ProgressLine(751).at(1, 0, SECOND, 80)).endsWith("12:30 left");
    }

    @Test
    void neverTakesMoreColumnsThanThereAre() {
        for (int columns = 1; columns < 100; columns++) {
            assertThat(
                            new ProgressLine(4_000)
                                    .at(1_000, 123_456_789, 90 * SECOND, columns)
                                    .length())
                    .isLessThanOrEqualTo(columns);
        }
    }
}
