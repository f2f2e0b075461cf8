package io.groundstream.console.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheTest {
    @Test
    void keepsNoMoreThanItsBytesAndLosesWhatWasNotWantedLongest() {
        var cache = new Cache(1_000);
        cache.put(wanted(0), new byte[300]);
        cache.put(wanted(1), new byte[300]);
        cache.put(wanted(2), new byte[300]);
        assertThat(cache.get(wanted(0))).isNotNull();
        cache.put(wanted(3), new byte[300]);

        assertThat(cache.get(wanted(1))).isNull();
        assertThat(cache.get(wanted(0))).isNotNull();
        assertThat(cache.bytes()).isEqualTo(900);
    }

    @Test
    void whatIsTooLargeForItIsNotKept() {
        var cache = new Cache(1_000);
        cache.put(wanted(0), new byte[2_000]);

        assertThat(cache.get(wanted(0))).isNull();
        assertThat(cache.bytes()).isZero();
    }

    private static Wanted wanted(long offset) {
        return new Wanted("a", 0, offset, 320);
    }
}
